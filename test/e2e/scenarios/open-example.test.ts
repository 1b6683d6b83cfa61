// The first thing that a user does: open an example.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { openWorkbench, type Workbench } from "../workbench.ts";

let workbench: Workbench;
before(async () => {
  workbench = await openWorkbench();
});
after(() => workbench.close());

test("an example opens and shows its text", async () => {
  const example = readdirSync(workbench.folder).find((name) => name.endsWith(".json"));
  assert.ok(example, "examples/ holds a JSON file");
  await workbench.openFile(example);
  await workbench.goTo(2, 5);
  const shown = await workbench.page.locator(".editor-instance .view-lines").innerText();
  assert.ok(shown.startsWith("{"), shown);
  await workbench.screenshot("open-example");
});
