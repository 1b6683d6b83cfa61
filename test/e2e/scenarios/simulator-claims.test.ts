// Sub-claims as `describe-sub-claims` prints them, from the clipboard and from a file; what is no claims is said. And
// sub-claims as they are typed, whatever their keys are called and whatever stands in their values.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scenario } from "../scenario.ts";
import { openRulesFile } from "./open-rules-file.ts";
import { chooseClient, openSimulator, pressButton, tabTo } from "./simulator-page.ts";

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

  await workbench.copyText(JSON.stringify({ groups: ["app"], team: 5 }));
  await pressButton(workbench, simulator, "Paste claims");
  const warning = page.locator(".notification-list-item", {
    hasText: "Not all of the clipboard can be read as claims",
  });
  await warning.waitFor();
  await simulator.getByText("role1: by company/okta, groups = app or sre").waitFor();

  await workbench.copyText("no claims at all");
  await pressButton(workbench, simulator, "Paste claims");
  await page.locator(".notification-list-item", { hasText: "The clipboard holds no claims" }).waitFor();
  await simulator.getByText("with groups = app").first().waitFor();
});

scenario("values with commas stay whole, and keys may be called as every object's are", team, async (workbench) => {
  const { page, folder } = workbench;
  const manifest = join(folder, "policy-lens.json");
  const association = `{ "authMethod": "odd", "subClaims": { "constructor": ["x"], "__proto__": ["y"] } }`;
  const written = readFileSync(manifest, "utf8");
  writeFileSync(
    manifest,
    written.replace(`"groups": ["operations"] } }]`, `"groups": ["operations"] } }, ${association}]`),
  );
  await openRulesFile(workbench, "role1.akeyless.json");
  const simulator = await openSimulator(workbench);
  await chooseClient(workbench, simulator, 3);
  await simulator.getByText('A client of auth method "odd".').waitFor();
  await simulator.getByText("operations: the client has no sub-claim constructor.").waitFor();

  await workbench.copyText(`{ "sub_claims": { "constructor": ["CN=app,OU=x"], "__proto__": ["y"] } }`);
  await pressButton(workbench, simulator, "Paste claims");
  await simulator.getByText("with constructor = CN=app,OU=x and __proto__ = y").first().waitFor();
  const field = simulator.getByRole("textbox", { name: "constructor" });
  await tabTo(workbench, field, "Shift+Tab");
  await page.keyboard.press("Control+End");
  await workbench.typeText("z");
  await simulator.getByText("with constructor = CN=app,OU=xz and").first().waitFor();
  await page.keyboard.press("Backspace");
  await simulator.getByText("with constructor = CN=app,OU=x and __proto__ = y").first().waitFor();
  await page.keyboard.press("Enter");
  await workbench.typeText("x");
  await simulator.getByText("with constructor = CN=app,OU=x, x and __proto__ = y").first().waitFor();
  await simulator.getByText("operations: by odd, constructor = x and __proto__ = y").waitFor();

  await tabTo(workbench, simulator.getByRole("textbox", { name: "Other sub-claim" }));
  await workbench.typeText("toString");
  await tabTo(workbench, simulator.getByRole("button", { name: "Add", exact: true }));
  await page.keyboard.press("Enter");
  await simulator.getByRole("textbox", { name: "toString" }).waitFor();
});
