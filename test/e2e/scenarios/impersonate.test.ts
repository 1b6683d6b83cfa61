// The simulator by keyboard: command, path, rule type, answer; and a link in the answer leads to its line.
import assert from "node:assert/strict";
import { scenario } from "../scenario.ts";

scenario("Impersonate answers with its reasons, and its links lead to the lines", {}, async (workbench) => {
  const { page } = workbench;
  await workbench.openFile("seeds.akeyless.json");
  await page.waitForTimeout(1500);
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input[type=text]");
  await input.fill(">Policy Lens: Impersonate");
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-title", { hasText: "which path" }).waitFor();
  await workbench.screenshot("impersonate-path");
  await input.fill("/path/to/folder/topSecret");
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-title", { hasText: "which rule type" }).waitFor();
  await workbench.screenshot("impersonate-type");
  await page.keyboard.press("Enter");
  const answer = page.frameLocator("iframe.webview").frameLocator("iframe").locator("main");
  await answer.locator(".headline").waitFor();
  await workbench.screenshot("impersonate");
  assert.match((await answer.textContent()) ?? "", /Denied: nothing may be done on \/path\/to\/folder\/topSecret/);
  await answer.getByRole("link", { name: "Line 6" }).click();
  await page.locator(".statusbar-item", { hasText: "Ln 6" }).waitFor();
});
