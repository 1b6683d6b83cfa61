// A rules file as a user reads it: findings underlined, the hover of a path, the language status.
import assert from "node:assert/strict";
import { scenario } from "../scenario.ts";

scenario("findings are underlined and listed", {}, async (workbench) => {
  const { page } = workbench;
  await workbench.openFile("mistakes.akeyless.json");
  await page.locator(".squiggly-error").first().waitFor();
  await page.locator(".squiggly-warning").first().waitFor();
  await workbench.runCommand("Problems: Focus on Problems View");
  await page.locator(".markers-panel .monaco-list-row", { hasText: 'There is no rule type "item-rul"' }).waitFor();
  await workbench.goTo(3, 71);
  await workbench.screenshot("findings");
});

scenario("the hover of a path tells what the file permits there", {}, async (workbench) => {
  const { page } = workbench;
  await workbench.openFile("seeds.akeyless.json");
  await page.locator(".statusbar-item[id='status.languageStatus']").waitFor();
  await workbench.goTo(2, 10);
  await page.waitForTimeout(1500);
  await workbench.runCommand("Show or Focus Hover");
  const hover = page.locator(".monaco-hover .hover-contents", { hasText: "/path/to/folder/" }).first();
  await hover.waitFor();
  const text = ((await hover.textContent()) ?? "").replaceAll("\u00a0", " ");
  assert.match(text, /read, create, update/);
  await workbench.screenshot("hover");
});

scenario("the language status names a rules file", {}, async (workbench) => {
  const { page } = workbench;
  await workbench.openFile("documented-sample.akeyless.json");
  await page.locator(".statusbar-item[id='status.languageStatus']").click();
  await page.waitForTimeout(1500);
  await workbench.screenshot("status");
});
