// The first thing that a user does: open an example.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { scenario } from "../scenario.ts";

scenario("an example opens and shows its text", {}, async (workbench) => {
  const example = readdirSync(workbench.folder).find((name) => name.endsWith(".json"));
  assert.ok(example, "examples/ holds a JSON file");
  await workbench.openFile(example);
  await workbench.goTo(2, 5);
  assert.match(await workbench.shownText(".editor-instance .view-lines"), /"/);
});
