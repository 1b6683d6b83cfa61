// Ten thousand objects in the tree-table: few rows are ever in the page, and any of them is a key away. And what is
// asked survives hiding the view and reloading the window.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scenario } from "../scenario.ts";
import { openRulesFile } from "./open-rules-file.ts";
import { chooseClient, openSection, openSimulator, simulatorPage, tabTo } from "./simulator-page.ts";

const team = { folder: "test/e2e/workspaces/team" };

scenario("ten thousand objects stay smooth", team, async (workbench) => {
  const { page, folder } = workbench;
  const names = Array.from({ length: 10_000 }, (_, at) => `/path/to/folder/group${at % 100}/secret${at}`);
  writeInventory(folder, names);
  await openRulesFile(workbench, "role1.akeyless.json");
  const simulator = await openSimulator(workbench);
  await simulator.getByText(/^20000 objects$/).waitFor();
  const tree = simulator.getByRole("treegrid");
  await tabTo(workbench, tree);
  for (const key of ["ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
  await tree.getByRole("row", { name: "group0 " }).waitFor();
  for (const key of ["ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
  await tree.getByRole("row", { name: "secret0 " }).waitFor();
  await page.keyboard.press("End");
  await tree.locator(".row.active").waitFor();
  assert.ok((await tree.getByRole("row").count()) < 200);
  await workbench.screenshot("simulator-objects");

  await tabTo(workbench, simulator.getByRole("textbox", { name: "Search" }), "Shift+Tab");
  await workbench.typeText("secret9999");
  await simulator.getByText(/^2 of 20000 objects$/).waitFor();
  await tree.getByRole("row", { name: "secret9999" }).first().waitFor();
});

scenario("a long folder is left and closed by keyboard from its end", team, async (workbench) => {
  const { page, folder } = workbench;
  const names = Array.from({ length: 3000 }, (_, at) => `/path/to/folder/k${10_000 + at}`);
  writeInventory(folder, names);
  await openRulesFile(workbench, "role1.akeyless.json");
  const simulator = await openSimulator(workbench);
  await simulator.getByText(/^6000 objects$/).waitFor();
  const tree = simulator.getByRole("treegrid");
  await tabTo(workbench, tree);
  const press = async (key: string, name: string): Promise<void> => {
    await page.keyboard.press(key);
    await tree.locator(".row.active", { hasText: name }).waitFor();
  };
  await press("ArrowDown", "/path/to/folder");
  await press("ArrowRight", "/path/to/folder");
  await tree.getByRole("row", { name: "k10000" }).waitFor();
  await press("End", "/path/to/folder");
  await press("ArrowUp", "sra-rule");
  await press("ArrowUp", "k12999");
  await press("ArrowLeft", "/path/to/folder");
  await tree.getByRole("row", { name: "k10000" }).waitFor();
  await press("ArrowLeft", "/path/to/folder");
  await tree.getByRole("row", { name: "k10000" }).waitFor({ state: "detached" });
  await press("ArrowLeft", "item-rule");
});

scenario("what is asked survives hiding the view and reloading the window", team, async (workbench) => {
  await openRulesFile(workbench, "role1.akeyless.json");
  const simulator = await openSimulator(workbench);
  await chooseClient(workbench, simulator, 1);
  await simulator.getByText('Identity "operator"').first().waitFor();
  await tabTo(workbench, simulator.getByRole("textbox", { name: "Search" }));
  await workbench.typeText("devops");
  await simulator.getByText("1 of 4 patterns").waitFor();
  await openSection(workbench, simulator, "One path");
  await tabTo(workbench, simulator.getByRole("combobox", { name: "Path", exact: true }));
  await workbench.typeText("/foo/devops-x");
  const answer = "Allowed: list, read, update, delete on /foo/devops-x (item-rule).";
  await simulator.getByText(answer).first().waitFor();
  const isAsBefore = async (): Promise<void> => {
    const page = simulatorPage(workbench);
    await page.getByText(answer).first().waitFor();
    await page.getByText('Identity "operator"').first().waitFor();
    assert.equal(await page.getByRole("combobox", { name: "Path", exact: true }).inputValue(), "/foo/devops-x");
    assert.equal(await page.getByRole("tab", { name: "One path" }).getAttribute("aria-selected"), "true");
  };

  // The file opens in the view's group, over the view.
  await workbench.openFile("policy-lens.json");
  await workbench.page.locator("iframe.webview.ready").waitFor({ state: "hidden" });
  await workbench.runCommand("View: Close Editor");
  await isAsBefore();

  await workbench.runCommand("Developer: Reload Window");
  await isAsBefore();
  await workbench.page.locator(".statusbar-item", { hasText: "operator" }).waitFor();
  await openSection(workbench, simulatorPage(workbench), "What");
  await simulatorPage(workbench).getByText("1 of 4 patterns").waitFor();
  assert.equal(await simulatorPage(workbench).getByRole("textbox", { name: "Search" }).inputValue(), "devops");
});

scenario(
  "without a manifest the view says what is missing and makes one",
  { folder: "examples" },
  async (workbench) => {
    const { page } = workbench;
    await openRulesFile(workbench, "seeds.akeyless.json");
    const simulator = await openSimulator(workbench);
    await simulator.getByText("There is no policy-lens.json").waitFor();
    await tabTo(workbench, simulator.getByRole("button", { name: "Make a manifest" }));
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-title", { hasText: "Make a manifest from" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator('.tab[data-resource-name="policy-lens.json"]').waitFor();
    await simulator.getByText('Identity "client1", a client of auth method "my-auth-method"').first().waitFor();
  },
);

/** An export of items, and the manifest that names it. */
function writeInventory(folder: string, names: readonly string[]): void {
  writeFileSync(join(folder, "items.json"), JSON.stringify({ items: names.map((name) => ({ item_name: name })) }));
  const manifest = join(folder, "policy-lens.json");
  const written = JSON.parse(readFileSync(manifest, "utf8")) as object;
  writeFileSync(manifest, JSON.stringify({ ...written, exports: { items: "items.json" } }));
}
