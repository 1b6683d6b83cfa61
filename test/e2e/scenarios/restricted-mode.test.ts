// A folder that nobody trusts yet is read just the same: the extension runs nothing of what it finds there.
import assert from "node:assert/strict";
import { scenario } from "../scenario.ts";

scenario("Restricted Mode leaves the extension enabled", { trust: false }, async (workbench) => {
  const { page } = workbench;
  await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
  await workbench.runCommand("View: Show Extensions");
  await page.locator(".extension-list-item", { hasText: "Policy Lens for Akeyless" }).waitFor();
  assert.doesNotMatch(await workbench.shownText(".extension-list-item"), /disabled|restricted/i);
});

scenario("Restricted Mode checks rules files like any other", { trust: false }, async (workbench) => {
  await workbench.openFile("mistakes.akeyless.json");
  await workbench.page.locator(".squiggly-error").first().waitFor();
});
