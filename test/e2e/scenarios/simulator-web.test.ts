// The simulator as on vscode.dev: the extension in the browser's own extension host. And in a wide window.
import { scenario } from "../scenario.ts";
import { openRulesFile } from "./open-rules-file.ts";
import { chooseClient, openSection, openSimulator, tabTo } from "./simulator-page.ts";

const team = { folder: "test/e2e/workspaces/team", extensionHost: "web" } as const;

scenario("the simulator answers in the browser's own extension host", team, async (workbench) => {
  const { page } = workbench;
  await page.setViewportSize({ width: 2200, height: 900 });
  await openRulesFile(workbench, "role1.akeyless.json");
  const simulator = await openSimulator(workbench);
  await simulator.getByRole("row", { name: /topSecret.*denied/ }).waitFor();
  await openSection(workbench, simulator, "One path");
  await tabTo(workbench, simulator.getByRole("combobox", { name: "Path", exact: true }));
  await workbench.typeText("/path/to/folder/topSecret");
  await simulator.getByText("Denied: nothing may be done on /path/to/folder/topSecret (item-rule).").first().waitFor();
  await openSection(workbench, simulator, "Compare");
  await simulator.getByText("No change in access.").first().waitFor();
});

scenario("a client of an auth method is impersonated by its sub-claims", { folder: team.folder }, async (workbench) => {
  await openRulesFile(workbench, "role1.akeyless.json");
  const simulator = await openSimulator(workbench);
  await chooseClient(workbench, simulator, 2);
  await simulator.getByText('A client of auth method "company/okta".').waitFor();
  await simulator.getByText("operations: the client has no sub-claim groups.").waitFor();
  await tabTo(workbench, simulator.getByRole("textbox", { name: "groups" }));
  await workbench.typeText("sre, operations");
  await simulator.getByText('with groups = "sre, operations"').first().waitFor();
  for (let typed = 0; typed < ", operations".length; typed++) await workbench.page.keyboard.press("Backspace");
  await workbench.page.keyboard.press("Enter");
  await workbench.typeText("operations");
  await simulator.getByText("with groups = sre, operations").first().waitFor();
  await simulator.getByText("operations: by company/okta, groups = operations").waitFor();
  await simulator.getByText("role1: by company/okta, groups = app or sre").waitFor();
});
