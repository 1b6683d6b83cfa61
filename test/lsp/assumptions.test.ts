// What the manifest assumes holds for every answer about its files; where it says nothing, what the settings assume.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeLens } from "vscode-languageserver";
import { readSettings } from "../../server/src/lsp/settings.ts";
import { DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import type { Editor } from "./editor.ts";
import { editWorkspace, manifestRead, ROOT } from "./workspace-editor.ts";

const uri = `${ROOT}/app.akeyless.json`;
const text = `{
  "/app/*": [{ "rule-type": "item-rule", "capabilities": "[read]" }],
  "/app/*/secret": [{ "rule-type": "item-rule", "capabilities": "[deny]" }]
}
`;

async function openWith(manifest: object, settings: object = {}): Promise<Editor> {
  const editor = await editWorkspace({
    files: { [`${ROOT}/policy-lens.json`]: JSON.stringify(manifest), [uri]: text },
    options: { settings },
  });
  await editor.open(uri, text);
  await manifestRead(editor, uri);
  return editor;
}

const roles = { app: { rules: ["*.akeyless.json"] } };
const question = { uri, path: "/app/db/secret", ruleType: "item-rule" };

test("an unclear deny does not protect unless the manifest says that its wildcard is one", async () => {
  const unclear = await openWith({ roles });
  assert.equal((await unclear.ask("policyLens/impersonate", question)).effect, "allowed");
  assert.doesNotMatch(JSON.stringify((await unclear.hover(uri, "1:5"))?.contents), /denies/);
  unclear.close();
  const wildcard = await openWith({ roles, assumptions: { "inner-star": "wildcard" } });
  assert.equal((await wildcard.ask("policyLens/impersonate", question)).effect, "denied");
  assert.match(JSON.stringify((await wildcard.hover(uri, "1:5"))?.contents), /Line 3.*denies a part/);
  wildcard.close();
});

const wildcard = { assumptions: { "inner-star": "wildcard" } };

/** What is said of the deny in each of the places that a setting reaches. */
async function sayOfDeny(editor: Editor, of: string): Promise<object> {
  const lenses = await editor.connection.sendRequest<CodeLens[]>("textDocument/codeLens", {
    textDocument: { uri: of },
  });
  const resolved = await Promise.all(
    lenses.map((lens) => editor.connection.sendRequest<CodeLens>("codeLens/resolve", lens)),
  );
  const hover = JSON.stringify((await editor.hover(of, "1:5"))?.contents);
  const decided = await editor.ask("policyLens/decidePath", {
    ...question,
    uri: of,
    client: { kind: "role", name: of === uri ? "app" : "alone", claims: {} },
  });
  const findings = await editor.findings(of);
  return {
    asked: (await editor.ask("policyLens/impersonate", { ...question, uri: of })).effect,
    view: "fault" in decided ? decided.fault : decided.effect,
    command: "fault" in decided ? decided.fault : /--assume inner-star=\S+/.exec(decided.command)?.[0],
    lens: resolved[0]?.command?.title,
    hover: /Line 3.*denies a part/.test(hover),
    isDoubted: findings.some(({ message }) => String(message).includes("not counted as protection")),
  };
}

const UNCLEAR = {
  command: undefined,
  asked: "allowed",
  view: "allowed",
  lens: "list, read",
  hover: false,
  isDoubted: true,
};
const WILDCARD = {
  command: "--assume inner-star=wildcard",
  asked: "denied",
  view: "denied",
  lens: "list, read, except where denied",
  hover: true,
  isDoubted: false,
};

test("a setting holds at once wherever no manifest says otherwise, also outside all folders", async () => {
  const alone = "file:///elsewhere/alone.akeyless.json";
  const editor = await openWith({ roles });
  await editor.open(alone, text);
  for (const of of [uri, alone]) assert.deepEqual(await sayOfDeny(editor, of), UNCLEAR, of);
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: { policyLens: wildcard } });
  for (const of of [uri, alone]) assert.deepEqual(await sayOfDeny(editor, of), WILDCARD, of);
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: { policyLens: {} } });
  for (const of of [uri, alone]) assert.deepEqual(await sayOfDeny(editor, of), UNCLEAR, of);
  editor.close();
});

test("what the manifest says stands before the settings, one by one", async () => {
  const manifest = { roles, assumptions: { "inner-star": "unclear" } };
  const editor = await openWith(manifest, { assumptions: { "inner-star": "wildcard" } });
  assert.deepEqual(await sayOfDeny(editor, uri), UNCLEAR);
  editor.close();
  const other = await openWith({ roles, assumptions: { "cross-role-deny": "per-role" } }, wildcard);
  assert.deepEqual(await sayOfDeny(other, uri), WILDCARD);
  other.close();
});

test("assumptions and values that do not exist are complained of, and the rest holds", () => {
  const { settings, complaints } = readSettings({
    assumptions: { "inner-stars": "wildcard", "star-self": "no", "partial-plus": "widlcard", "inner-star": "literal" },
  });
  assert.deepEqual(settings.assumptions, { ...DEFAULT_ASSUMPTIONS, "inner-star": "literal" });
  assert.deepEqual(complaints, [
    'The setting "policyLens.assumptions" names "inner-stars", which is no assumption that can be set. Did you mean "inner-star"?',
    'The setting "policyLens.assumptions" names "star-self", which is no assumption that can be set. It is ignored.',
    'The setting "policyLens.assumptions" must give "partial-plus" one of: unclear, wildcard, literal.',
  ]);
  for (const assumptions of [7, [], "global"]) {
    const reading = readSettings({ assumptions });
    assert.equal(reading.settings.assumptions, DEFAULT_ASSUMPTIONS);
    assert.equal(reading.complaints.length, 1);
  }
});
