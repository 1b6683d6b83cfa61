// The seeds' story by keyboard: role1 with its deny, client1 associated; Impersonate As client1; the answer with its
// reason; removing the deny shows exactly what would be gained.
import assert from "node:assert/strict";
import { scenario } from "../scenario.ts";
import { openRulesFile } from "./open-rules-file.ts";
import { commitAll, openSection, openSimulator, tabTo } from "./simulator-page.ts";

const team = { folder: "test/e2e/workspaces/team" };

scenario("Impersonate tells the seeds' story from start to end", team, async (workbench) => {
  const { page } = workbench;
  commitAll(workbench);
  await openRulesFile(workbench, "role1.akeyless.json");
  await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
  const simulator = await openSimulator(workbench);
  await simulator.getByText('Identity "client1", a client of auth method "company/okta"').first().waitFor();
  await simulator.getByText("role1: by company/okta, groups = app or sre").waitFor();
  await simulator.getByText("operations: groups lacks operations.").waitFor();

  const tree = simulator.getByRole("treegrid");
  const denied = tree.getByRole("row", { name: /topSecret.*denied/ });
  await denied.waitFor();
  await tabTo(workbench, tree);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowLeft");
  await denied.waitFor({ state: "detached" });
  await page.keyboard.press("ArrowRight");
  await denied.waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");

  await simulator.getByText("Denied: nothing may be done on /path/to/folder/topSecret (item-rule).").first().waitFor();
  const command = "policy-lens impersonate --manifest policy-lens.json --as client1 --path /path/to/folder/topSecret";
  await simulator.getByText(`${command} --rule-type item-rule`).waitFor();
  await workbench.screenshot("impersonate");
  const reason = simulator.getByRole("button", { name: "Line 7 of role1.akeyless.json" });
  await tabTo(workbench, reason);
  await page.keyboard.press("Enter");
  await page.locator(".statusbar-item", { hasText: "Ln 7" }).waitFor();

  await workbench.goTo(5, 5);
  for (const key of ["Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown"]) await page.keyboard.press(key);
  await page.keyboard.press("Backspace");
  await simulator
    .getByText("Allowed: list, read, create, update on /path/to/folder/topSecret (item-rule).")
    .first()
    .waitFor();

  await workbench.runCommand("Policy Lens: Impersonate");
  await openSection(workbench, simulator, "Compare");
  await simulator.getByText("4 gained, 0 lost.").first().waitFor();
  const gained = simulator.locator(".gained > li");
  assert.equal(await gained.count(), 1);
  assert.match(
    (await gained.textContent()) ?? "",
    /\+ list, read, create, update on \/path\/to\/folder\/topSecret \(item-rule\)/,
  );
  assert.match((await gained.textContent()) ?? "", /Before: Line 7 of role1.akeyless.json \(HEAD\) denies everything/);
  await workbench.screenshot("simulator-compare");

  await openSection(workbench, simulator, "Who can");
  await simulator.getByText("Who can read on /* (item-rule):").waitFor();
  await workbench.screenshot("simulator-who-can");
});
