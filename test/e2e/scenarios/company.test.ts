// The sample company as `npm start` shows it: findings of files that nobody has opened, and one accepted in the manifest.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scenario } from "../scenario.ts";

const company = { folder: "examples/company" };

scenario("the findings of a company are listed, also those of its manifest and exports", company, async (workbench) => {
  const { page } = workbench;
  await workbench.openFile("app-dev.akeyless.json");
  await workbench.runCommand("Problems: Focus on Problems View");
  const row = (text: string) => page.locator(".markers-panel .monaco-list-row", { hasText: text }).first();
  // The list draws only the rows in sight, and which file comes first depends on which is read first.
  const filter = page.getByPlaceholder(/^Filter/);
  await filter.fill("never grants");
  await row("This rule never grants anything").waitFor();
  await filter.fill("");
  await workbench.goTo(5, 20);
  await workbench.screenshot("waste");
  await workbench.openFile("policy-lens.json");
  await page.locator(".squiggly-error").first().waitFor();
  await workbench.goTo(13, 12);
  await workbench.screenshot("workspace-findings");
});

scenario("a finding is accepted in the manifest by a quick fix", company, async (workbench) => {
  const { page } = workbench;
  await workbench.openFile("dba.akeyless.json");
  await page.locator(".squiggly-warning").first().waitFor();
  // The manifest is read when its findings are there; before that there is nothing to write into.
  await workbench.runCommand("Problems: Focus on Problems View");
  await page.locator(".markers-panel .monaco-list-row", { hasText: "policy-lens.json" }).first().waitFor();
  await workbench.goTo(2, 65);
  await workbench.runCommand("Quick Fix...");
  const offers = page.locator(".action-widget .monaco-list-row.action");
  await offers.filter({ hasText: "in this file, in the manifest" }).waitFor();
  const titles = await offers.allTextContents();
  const wanted = titles.findIndex((title) => title.includes("in this file, in the manifest"));
  for (let step = 0; step < wanted; step++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator(".squiggly-warning").first().waitFor({ state: "detached" });
  await workbench.runCommand("File: Save All Files");
  const manifest = (): string => readFileSync(join(workbench.folder, "policy-lens.json"), "utf8");
  const end = Date.now() + 10_000;
  while (!manifest().includes('"check": "target-more-than-list"') && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 100));
  assert.match(manifest(), /"check": "target-more-than-list", "file": "roles\/dba\.akeyless\.json", "reason": ""/);
});
