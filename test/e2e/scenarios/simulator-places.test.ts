// The simulator where it is cramped or where its document stands apart: narrow views and long names, a manifest that is
// broken under it, a file that goes away, two folders with a policy each, and files of no folder.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FrameLocator } from "playwright-core";
import { scenario } from "../scenario.ts";
import { openRulesFile } from "./open-rules-file.ts";
import { openSection, openSimulator, simulatorPage, tabTo } from "./simulator-page.ts";

const team = { folder: "test/e2e/workspaces/team" };
const wide = "averylongnamewithoutanyblank".repeat(4);

/** Elements of the page that reach over its right edge, by their text; what scrolls by itself may hold wider things. */
function overflowing(simulator: FrameLocator): Promise<string[]> {
  return simulator.locator("main").evaluate((main) =>
    [...main.querySelectorAll("p, li, h2, h3, vscode-tab-header, .field, .command")]
      .filter((element) => !element.closest(".tree, .scrolls, .hidden"))
      .filter((element) => element.getBoundingClientRect().right > main.getBoundingClientRect().right + 1)
      .map((element) => element.textContent ?? ""),
  );
}

scenario("nothing is out of sight in a narrow view with long names", team, async (workbench) => {
  const { page, folder } = workbench;
  const manifest = join(folder, "policy-lens.json");
  const written = JSON.parse(readFileSync(manifest, "utf8")) as { identities: object };
  const claims = { groups: ["app", wide], email: [`${wide}@example.com`] };
  const identities = { [wide]: { authMethod: "company/okta", claims }, ...written.identities };
  writeFileSync(manifest, JSON.stringify({ ...written, identities }));
  writeFileSync(
    join(folder, "role1.akeyless.json"),
    JSON.stringify({ [`/${wide}/${wide}/*`]: [{ capabilities: "[read]" }] }),
  );
  await openRulesFile(workbench, "role1.akeyless.json");
  const simulator = await openSimulator(workbench);
  await page.setViewportSize({ width: 760, height: 900 });
  await simulator.getByRole("treegrid").waitFor();
  assert.deepEqual(await overflowing(simulator), []);
  for (const title of ["One path", "Compare", "Who can"]) {
    await openSection(workbench, simulator, title);
    assert.deepEqual(await overflowing(simulator), [], title);
  }
});

scenario("what cannot be seen in names is shown, and asked about as it is", team, async (workbench) => {
  const { page, folder } = workbench;
  const path = "/app/\u202e\u05d0b\u200b";
  const rules = { [path]: [{ capabilities: "[read]" }] };
  writeFileSync(join(folder, "role1.akeyless.json"), JSON.stringify(rules));
  const manifest = join(folder, "policy-lens.json");
  writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"role1":', '"ro\\u200ble1":'));
  await openRulesFile(workbench, "role1.akeyless.json");
  const simulator = await openSimulator(workbench);
  await simulator.getByText("ro\\u200ble1: by company/okta").waitFor();
  const row = simulator.getByRole("row", { name: "\\u202e\u05d0b\\u200b" });
  await row.waitFor();
  await tabTo(workbench, simulator.getByRole("treegrid"));
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await simulator.getByText("Allowed: list, read on /app/\\u202e\u05d0b\\u200b (item-rule).").first().waitFor();
  assert.equal(await simulator.getByRole("combobox", { name: "Path", exact: true }).inputValue(), path);
});

scenario("a broken manifest and a deleted file are told, and nobody stays chosen", team, async (workbench) => {
  const { page, folder } = workbench;
  await openRulesFile(workbench, "role1.akeyless.json");
  const simulator = await openSimulator(workbench);
  const client = page.locator(".statusbar-item", { hasText: "client1" });
  await client.waitFor();
  writeFileSync(join(folder, "policy-lens.json"), '{ "roles": ');
  await simulator.getByText("policy-lens.json has errors, and no role that can be read in it has this file").waitFor();
  await simulator.getByRole("button", { name: "Line 1 of policy-lens.json" }).first().waitFor();
  await simulator.getByRole("button", { name: "Open the manifest" }).waitFor();
  unlinkSync(join(folder, "policy-lens.json"));
  await simulator.getByText("There is no policy-lens.json").waitFor();
  await workbench.runCommand("View: Focus First Editor Group");
  unlinkSync(join(folder, "role1.akeyless.json"));
  await workbench.runCommand("View: Close Editor");
  await simulatorPage(workbench).locator(".whole", { hasText: "The document is closed or no rules file" }).waitFor();
  await page.locator(".statusbar-item", { hasText: "role1" }).waitFor({ state: "detached" });
});

scenario("each of two folders has its own policy", team, async (workbench) => {
  const { page, folder } = workbench;
  const folders = (["ann", "bob"] as const).map((name) => {
    const path = join(folder, name);
    mkdirSync(path);
    const roles = { app: { rules: ["app.akeyless.json"], associations: [{ authMethod: "idp" }] } };
    const manifest = { roles, authMethods: { idp: {} }, identities: { [name]: { authMethod: "idp" } } };
    writeFileSync(join(path, "policy-lens.json"), JSON.stringify(manifest));
    writeFileSync(join(path, "app.akeyless.json"), JSON.stringify({ [`/${name}/*`]: [{ capabilities: "[read]" }] }));
    return { path };
  });
  const both = join(folder, "both.code-workspace");
  writeFileSync(both, JSON.stringify({ folders }));
  const address = new URL(page.url());
  address.searchParams.delete("folder");
  address.searchParams.set("workspace", both);
  await page.goto(address.toString());
  const listed = page.locator(".explorer-folders-view .monaco-list-row", { hasText: "bob" });
  // A browser's VS Code that starts before it can read a workspace file shows no folder. The next start remembers them.
  await listed.waitFor({ timeout: 10_000 }).catch(() => page.reload());
  await listed.waitFor();

  const open = async (path: string): Promise<void> => {
    await page.keyboard.press("Control+P");
    await page.locator(".quick-input-widget input[type=text]").fill(path);
    await page
      .locator(".quick-input-list .monaco-list-row", { hasText: path.split("/")[0] ?? "" })
      .first()
      .click();
    await page.locator(".editor-group-container.active .tab.active", { hasText: "app.akeyless.json" }).waitFor();
  };
  await open("bob/app.akeyless.json");
  const simulator = await openSimulator(workbench);
  await simulator.getByText('Identity "bob", a client of auth method "idp".').waitFor();
  await open("ann/app.akeyless.json");
  await workbench.runCommand("Policy Lens: Impersonate");
  await simulatorPage(workbench).getByText('Identity "ann", a client of auth method "idp".').waitFor();
});

scenario("an unsaved file of no folder is asked about as one role", team, async (workbench) => {
  const { page } = workbench;
  const address = new URL(page.url());
  address.searchParams.delete("folder");
  address.searchParams.set("ew", "true");
  await page.goto(address.toString());
  await page.locator(".monaco-workbench .part.statusbar").waitFor();
  await workbench.runCommand("File: New Untitled Text File");
  await workbench.typeText('{ "/a/*": [{ "capabilities": "[read]" }] ');
  await workbench.runCommand("Change Language Mode");
  await workbench.typeText("JSON");
  await page.keyboard.press("Enter");
  const simulator = await openSimulator(workbench);
  await simulator.getByText('A client that holds role "Untitled-1" only.').waitFor();
  await openSection(workbench, simulator, "Compare");
  await simulator.getByText("Compared with Untitled-1 (never saved).").waitFor();
  assert.equal(await page.locator(".codelens-decoration", { hasText: "since" }).count(), 0);
});
