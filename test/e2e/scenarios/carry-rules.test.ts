// Rules carried over by keyboard: copied for PowerShell, and imported from an export that is picked in the file dialog.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { scenario } from "../scenario.ts";
import { openRulesFile } from "./open-rules-file.ts";

const team = { folder: "test/e2e/workspaces/team" };

scenario("rules are copied for PowerShell", team, async (workbench) => {
  const { page } = workbench;
  await openRulesFile(workbench, "operations.akeyless.json");
  await workbench.runCommand("Policy Lens: Copy as set-role-rule Commands");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "PowerShell" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page
    .locator(".notification-list-item", { hasText: '4 rules copied as commands for role "operations".' })
    .waitFor();
  const copied = await workbench.copiedText();
  const last = "akeyless set-role-rule --role-name operations --path '/{{team}}/+/config' --rule-type item-rule";
  assert.equal(copied.trimEnd().split("\n").at(-1), `${last} --capability read`);
});

scenario("a role of an export is imported as a rules file", team, async (workbench) => {
  const { page, folder } = workbench;
  const role = (name: string, path: string): object => ({
    role_name: name,
    rules: { path_rules: [{ path, type: "item-rule", capabilities: ["read"] }] },
  });
  const file = join(folder, "roles.json");
  writeFileSync(file, JSON.stringify({ roles: [role("one", "/one/*"), role("two", "/two/*")] }));
  await openRulesFile(workbench, "role1.akeyless.json");
  await workbench.runCommand("Policy Lens: Import a Role Export");
  await workbench.pickFile(file);
  await page.locator(".quick-input-title", { hasText: "Import which role?" }).waitFor();
  await workbench.typeText("two");
  await page.keyboard.press("Enter");
  await page.locator(".tab.active", { hasText: "Untitled-1" }).waitFor();
  await page.locator(".view-line", { hasText: '"/two/*"' }).waitFor();
  // It is a rules file like any other at once.
  await page.locator(".statusbar-item [aria-label*='Rules file']").waitFor();
});
