// Typing with the simulator's view open: every state of the text is answered as if it had just been opened, and what is
// slow about a large text waits for a pause.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CancellationTokenSource, type CodeLens, type WorkspaceDiagnosticReport } from "vscode-languageserver";
import type { Editor } from "./editor.ts";
import { editWorkspace, manifestRead, ROOT } from "./workspace-editor.ts";

const rules = `${ROOT}/role1.akeyless.json`;
const manifest = `${ROOT}/policy-lens.json`;
const client = { kind: "identity", name: "client1" } as const;

const manifestText = JSON.stringify({
  roles: {
    role1: {
      rules: ["role1.akeyless.json"],
      associations: [{ authMethod: "idp", subClaims: { groups: ["app", "sre"] } }],
    },
  },
  authMethods: { idp: { kind: "saml2" } },
  identities: { client1: { authMethod: "idp", claims: { groups: ["app", "sre"] } } },
});

const START = `{
  "/path/*": [{ "rule-type": "item-rule", "capabilities": "[read, create]" }],
  "/path/{{groups}}/+": [{ "capabilities": "[update]", "ttl": "30" }, { "rule-type": "target-rule", "capabilities": "[list]" }],
  "/path/secret": [{ "capabilities": "[deny]" }],
  "/path/app/x": [{ "capabilities": "[read, delete]" }]
}
`;

async function openText(text: string): Promise<Editor> {
  const editor = await editWorkspace({ files: { [manifest]: manifestText, [rules]: START } });
  await editor.open(rules, text);
  await manifestRead(editor, rules);
  return editor;
}

async function answersOf(editor: Editor): Promise<unknown> {
  const filter = { text: "", capability: undefined, ruleType: undefined, only: "all" } as const;
  const page = { basis: "patterns", filter, toggled: [], offset: 0, limit: 100, earlier: [] } as const;
  const earlier = [{ uri: rules, label: "saved", text: START, address: undefined }];
  const who = { uri: rules, client } as const;
  const time = 2_000_000_000;
  const decided = ["/path/secret", "/path/app/x", "/path/sre/y", "/x"].map((path) =>
    editor.ask("policyLens/decidePath", { ...who, time, path, ruleType: "item-rule", lane: path }),
  );
  return Promise.all([
    ...decided,
    editor.ask("policyLens/clients", { uri: rules }),
    editor.ask("policyLens/access", { ...who, ...page, time }),
    editor.ask("policyLens/compare", { ...who, time, earlier }),
    resolvedLenses(editor),
    ...["1:6", "2:6", "3:6", "4:6"].map((at) => editor.hover(rules, at)),
    editor.ask("policyLens/impersonate", { uri: rules, path: "/path/app/x", ruleType: "item-rule" }),
    editor.findings(rules),
  ]);
}

async function resolvedLenses(editor: Editor): Promise<unknown> {
  const params = { textDocument: { uri: rules } };
  const lenses = await editor.connection.sendRequest<CodeLens[]>("textDocument/codeLens", params);
  return Promise.all(lenses.map((lens) => editor.connection.sendRequest("codeLens/resolve", lens)));
}

/** A rule that is not applied yet is counted from now on: between two answers a minute may begin. */
function withoutClock(answers: unknown): unknown {
  return JSON.parse(JSON.stringify(answers).replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, "then"));
}

const typed = fc.record({
  at: fc.nat(),
  gone: fc.constantFrom(0, 0, 0, 1, 5, 40),
  text: fc.constantFrom(
    "",
    "x",
    "/",
    "*",
    "+",
    '"',
    ",",
    "{",
    "]",
    "\n",
    "list, ",
    "deny",
    '"/new": [{ "capabilities": "[read]" }],',
  ),
});

test("after each edit all answers are those on a text that was just opened", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(typed, { minLength: 1, maxLength: 6 }), async (edits) => {
      const editor = await openText(START);
      let text = START;
      let version = 1;
      for (const { at, gone, text: inserted } of edits) {
        const from = at % text.length;
        const to = Math.min(text.length, from + gone);
        await editor.change(rules, ++version, inserted, placeOf(text, from), placeOf(text, to));
        text = text.slice(0, from) + inserted + text.slice(to);
        const answers = await answersOf(editor);
        const fresh = await openText(text);
        assert.deepEqual(withoutClock(answers), withoutClock(await answersOf(fresh)), text);
        fresh.close();
      }
      editor.close();
    }),
    { numRuns: 25 },
  );
});

function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split("\n");
  return `${lines.length - 1}:${lines.at(-1)?.length ?? 0}`;
}

test("the findings of a large text wait for a pause, and a question that is withdrawn is not answered", async () => {
  const paths = Array.from({ length: 5000 }, (_, at) => `"/prod/${at}/*": [{ "capabilities": "[read, list, deny]" }]`);
  const text = `{\n${paths.join(",\n")}\n}`;
  const editor = await openText(text);
  const source = new CancellationTokenSource();
  const withdrawn = editor.connection.sendRequest(
    "textDocument/diagnostic",
    { textDocument: { uri: rules } },
    source.token,
  );
  await editor.ask("policyLens/clients", { uri: rules });
  source.cancel();
  await assert.rejects(withdrawn, /Cancelled/);
  const order: string[] = [];
  const findings = editor.findings(rules).then((found) => {
    order.push("findings");
    return found;
  });
  const question = { uri: rules, client, path: "/prod/7/x", ruleType: "item-rule" } as const;
  await editor.ask("policyLens/decidePath", question);
  order.push("view");
  assert.ok((await findings).length >= 5000);
  assert.deepEqual(order, ["view", "findings"]);
  // Those of the whole workspace wait as well, and tell of the text as it is then.
  const whole = editor.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", {
    previousResultIds: [],
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  await editor.change(rules, 2, "{}");
  const items = (await whole).items.filter(({ uri }) => uri === rules);
  assert.deepEqual(
    items.map((item) => [item.version, item.kind === "full" && item.items.length]),
    [[2, 0]],
  );
  editor.close();
});
