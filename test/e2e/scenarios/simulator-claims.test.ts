// Sub-claims as `describe-sub-claims` prints them, from the clipboard and from a file; and what is no claims is said.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { scenario } from "../scenario.ts";
import { openRulesFile } from "./open-rules-file.ts";
import { chooseClient, openSimulator, pressButton } from "./simulator-page.ts";

const team = { folder: "test/e2e/workspaces/team" };

scenario("claims are pasted and picked from a file", team, async (workbench) => {
  const { page, folder } = workbench;
  const file = join(folder, "claims.json");
  writeFileSync(file, JSON.stringify({ sub_claims: { groups: ["app"], email: ["somebody@example.com"] } }));

  await openRulesFile(workbench, "role1.akeyless.json");
  const simulator = await openSimulator(workbench);
  await chooseClient(workbench, simulator, 2);
  await simulator.getByText('A client of auth method "company/okta".').waitFor();

  await workbench.copyText(JSON.stringify({ sub_claims: { groups: ["operations", "everyone"] } }));
  await pressButton(workbench, simulator, "Paste claims");
  await simulator.getByText("with groups = operations, everyone").first().waitFor();
  await simulator.getByText("operations: by company/okta, groups = operations").waitFor();

  await pressButton(workbench, simulator, "Claims from a file…");
  await workbench.pickFile(file);
  await simulator.getByText("with groups = app and email = somebody@example.com").first().waitFor();
  await simulator.getByText("role1: by company/okta, groups = app or sre").waitFor();
  await simulator.getByText("operations: groups lacks operations.").waitFor();

  await workbench.copyText("no claims at all");
  await pressButton(workbench, simulator, "Paste claims");
  await page.locator(".notification-list-item", { hasText: "The clipboard holds no claims" }).waitFor();
  await simulator.getByText("with groups = app and email = somebody@example.com").first().waitFor();
});
