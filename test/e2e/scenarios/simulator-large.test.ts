// Ten thousand objects in the tree-table: few rows are ever in the page, and any of them is a key away. And what is
// asked survives hiding the view and reloading the window.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scenario } from "../scenario.ts";
import { openRulesFile } from "./open-rules-file.ts";
import { openSimulator, simulatorPage, tabTo } from "./simulator-page.ts";

const team = { folder: "test/e2e/workspaces/team" };

scenario("ten thousand objects stay smooth", team, async (workbench) => {
  const { page, folder } = workbench;
  const items = Array.from({ length: 10_000 }, (_, at) => ({
    item_name: `/path/to/folder/group${at % 100}/secret${at}`,
  }));
  writeFileSync(join(folder, "items.json"), JSON.stringify({ items }));
  const manifest = join(folder, "policy-lens.json");
  const written = JSON.parse(readFileSync(manifest, "utf8")) as object;
  writeFileSync(manifest, JSON.stringify({ ...written, exports: { items: "items.json" } }));
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

scenario("what is asked survives hiding the view and reloading the window", team, async (workbench) => {
  await openRulesFile(workbench, "role1.akeyless.json");
  const simulator = await openSimulator(workbench);
  await tabTo(workbench, simulator.getByRole("textbox", { name: "Search" }));
  await workbench.typeText("topSecret");
  await simulator.getByText("1 of 3 patterns").waitFor();
  await workbench.runCommand("Developer: Reload Window");
  await simulatorPage(workbench).getByText("1 of 3 patterns").waitFor();
  assert.equal(await simulatorPage(workbench).getByRole("textbox", { name: "Search" }).inputValue(), "topSecret");
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
