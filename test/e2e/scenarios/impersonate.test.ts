// The simulator by keyboard: command, path, rule type, answer; its links lead to the lines, and it follows the text.
import assert from "node:assert/strict";
import { scenario } from "../scenario.ts";
import { openRulesFile } from "./open-rules-file.ts";

scenario("Impersonate answers with its reasons and follows every change", {}, async (workbench) => {
  const { page } = workbench;
  await openRulesFile(workbench, "seeds.akeyless.json");
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input[type=text]");
  const rows = page.locator(".quick-input-widget .quick-input-list .monaco-list-row");
  await input.fill(">Policy Lens: Impersonate");
  await rows.filter({ hasText: "Policy Lens: Impersonate" }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-title", { hasText: "which path" }).waitFor();
  await rows.filter({ hasText: "/foo/devops-*" }).waitFor();
  await input.fill("/path/to/folder/topSecret");
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-title", { hasText: "which rule type" }).waitFor();
  await page.keyboard.press("Enter");

  const answer = page.frameLocator("iframe.webview").frameLocator("#active-frame").locator("main");
  await answer.getByText("Denied: nothing may be done on /path/to/folder/topSecret (item-rule).").waitFor();
  await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
  await workbench.screenshot("impersonate");

  await answer.getByRole("link", { name: "Line 6" }).first().click();
  await page.locator(".statusbar-item", { hasText: "Ln 6" }).waitFor();
  await page.keyboard.press("Control+Shift+K");
  await answer.getByText("Allowed: list, read, create, update on /path/to/folder/topSecret (item-rule).").waitFor();
  await page.keyboard.press("Control+z");
  await answer.getByText("Denied: nothing may be done").waitFor();
  assert.equal(await answer.locator("script").count(), 0);
});
