import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULT_SETTINGS, readSettings } from "../../server/src/lsp/settings.ts";
import { editInMemory } from "./editor.ts";

test("settings of any shape are read, and what is wrong is said", () => {
  assert.deepEqual(readSettings(undefined), { settings: DEFAULT_SETTINGS, complaints: [] });
  assert.deepEqual(readSettings({ trace: { server: "off" }, files: null }).complaints, []);
  assert.deepEqual(readSettings({ files: ["*.rules"] }).settings.files, ["*.rules"]);
  const { settings, complaints } = readSettings({ files: "*.rules", ruleTypes: [1], fiels: [] });
  assert.deepEqual(settings, DEFAULT_SETTINGS);
  assert.deepEqual(complaints, [
    'The setting "policyLens.files" must be a list of strings. Its default is used instead.',
    'The setting "policyLens.ruleTypes" must be a list of strings. Its default is used instead.',
    'The setting "policyLens.fiels" is not known. It is ignored.',
  ]);
  const lenses = readSettings({ codeLens: { access: false, clients: 1, other: true } });
  assert.deepEqual([lenses.settings.codeLens.access, lenses.settings.codeLens.clients], [false, true]);
  assert.equal(lenses.complaints.length, 2);
  for (const section of [7, "text", [], true]) {
    assert.deepEqual(readSettings(section).settings, DEFAULT_SETTINGS);
    assert.equal(readSettings(section).complaints.length, 1);
  }
});

test("a change of the settings holds at once, for files and rule types", async () => {
  const uri = "file:///project/app.rules";
  const editor = await editInMemory({ options: { settings: { files: ["**/*.rules"] } } });
  await editor.open(uri, '{ "/a": [{ "rule-type": "new-rule", "capabilities": "[read]" }], "/b": 1 }');
  const before = await editor.findings(uri);
  assert.deepEqual(
    before.map(({ code }) => code),
    ["unknown-rule-type", "invalid-structure"],
  );
  await editor.connection.sendNotification("workspace/didChangeConfiguration", {
    settings: { policyLens: { files: ["**/*.rules"], ruleTypes: ["new-rule"] } },
  });
  const after = await editor.findings(uri);
  assert.deepEqual(
    after.map(({ code }) => code),
    ["invalid-structure"],
  );
  assert.ok(editor.told.some(({ method }) => method === "workspace/diagnostic/refresh"));
  for (const settings of [null, {}]) {
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings });
    assert.equal((await editor.findings(uri)).length, 1);
  }
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: { policyLens: {} } });
  assert.deepEqual(await editor.findings(uri), []);
  editor.close();
});
