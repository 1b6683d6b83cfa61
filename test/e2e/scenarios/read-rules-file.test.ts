// A rules file as a user reads it: findings underlined and described, the hover of a path, the language status.
import assert from "node:assert/strict";
import { scenario } from "../scenario.ts";
import { openRulesFile } from "./open-rules-file.ts";

scenario("findings are underlined, listed, and described on a page of their own", {}, async (workbench) => {
  const { page } = workbench;
  await openRulesFile(workbench, "mistakes.akeyless.json");
  await page.locator(".squiggly-error").first().waitFor();
  await page.locator(".squiggly-warning").first().waitFor();
  await workbench.runCommand("Problems: Focus on Problems View");
  const finding = page.locator(".markers-panel .monaco-list-row", { hasText: 'There is no rule type "item-rul"' });
  await finding.waitFor();
  await workbench.goTo(3, 71);
  await workbench.screenshot("findings");
  await finding.locator("a", { hasText: "unknown-rule-type" }).click();
  await page.locator(".tab", { hasText: "unknown-rule-type.md" }).waitFor();
  const description = page.frameLocator("iframe.webview").frameLocator("#active-frame").locator("h1");
  assert.equal(await description.textContent(), "unknown-rule-type");
});

scenario("the hover of a path tells what the file permits there", {}, async (workbench) => {
  const { page } = workbench;
  await openRulesFile(workbench, "seeds.akeyless.json");
  await workbench.goTo(2, 10);
  await workbench.runCommand("Show or Focus Hover");
  const hover = page.locator(".monaco-hover .hover-contents", { hasText: "in this file" }).first();
  await hover.waitFor();
  const text = ((await hover.textContent()) ?? "").replaceAll("\u00a0", " ");
  assert.match(text, /list, read, create, update, except where denied/);
  await workbench.screenshot("hover");
  await hover.getByRole("link", { name: "Line 6" }).click();
  await page.locator(".statusbar-item", { hasText: "Ln 6" }).waitFor();
});

scenario("the language status names a rules file and counts its findings", {}, async (workbench) => {
  const { page } = workbench;
  await openRulesFile(workbench, "mistakes.akeyless.json");
  await page.locator(".statusbar-item [aria-label*='12 errors']").click();
  await page.locator(".hover-language-status", { hasText: "server running" }).waitFor();
  await workbench.screenshot("status");
});
