// Whether the simulator keeps anybody out: axe over every section, in light, dark and high contrast; the pictures are its look.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { FrameLocator } from "playwright-core";
import { readEditorSetup } from "../editor-setup.ts";
import { scenario } from "../scenario.ts";
import { openRulesFile } from "./open-rules-file.ts";
import { openSection, openSimulator } from "./simulator-page.ts";

const axe = readFileSync(createRequire(join(readEditorSetup().repository, "package.json")).resolve("axe-core"), "utf8");

/** What axe finds, a line for each kind of finding with the first element that has it. */
async function findBarriers(simulator: FrameLocator): Promise<string[]> {
  const body = simulator.locator("body");
  // The driver puts axe into the page past its content security policy, which stays as it is.
  await body
    .evaluate((_body, source) => (globalThis as { axe?: unknown }).axe ?? new Function(source)(), axe)
    .catch(() => undefined);
  const results = await body.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    return loaded.run();
  });
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.length} times, ${nodes[0]?.html}`);
}

for (const theme of ["light", "dark", "high-contrast"] as const) {
  scenario(
    `the simulator keeps nobody out in ${theme}`,
    { folder: "test/e2e/workspaces/team", theme },
    async (workbench) => {
      await openRulesFile(workbench, "role1.akeyless.json");
      await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
      const simulator = await openSimulator(workbench);
      await simulator.getByRole("row", { name: /topSecret.*denied/ }).waitFor();
      const found: string[] = await findBarriers(simulator);
      await workbench.page.locator(".codelens-decoration").getByText("denied by line 7").waitFor();
      await workbench.screenshot(`simulator-${theme}`);
      for (const title of ["One path", "Compare", "Who can"]) {
        await openSection(workbench, simulator, title);
        found.push(...(await findBarriers(simulator)));
      }
      assert.deepEqual(found, []);
    },
  );
}
