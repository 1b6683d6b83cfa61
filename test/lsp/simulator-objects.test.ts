// Everything that a client may do on the objects that exist: what is uncertain stands among them, and why there are none
// is said as it is.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { AccessPage } from "../../server/src/lsp/simulator-protocol.ts";
import type { Editor } from "./editor.ts";
import { editWorkspace, ROOT } from "./workspace-editor.ts";

const uri = `${ROOT}/app.akeyless.json`;
const client = { kind: "identity", name: "c" } as const;
const filter = { text: "", capability: undefined, ruleType: undefined, only: "all" } as const;

async function openItems(text: string, items: readonly string[], claims: object = {}): Promise<Editor> {
  const manifest = {
    roles: { app: { rules: ["app.akeyless.json"], associations: [{ authMethod: "m" }] } },
    authMethods: { m: {} },
    identities: { c: { authMethod: "m", claims } },
    exports: { items: "items.json" },
  };
  const files = {
    [`${ROOT}/policy-lens.json`]: JSON.stringify(manifest),
    [`${ROOT}/items.json`]: JSON.stringify({ items: items.map((item_name) => ({ item_name })) }),
    [uri]: text,
  };
  const editor = await editWorkspace({ files });
  await editor.open(uri, text);
  for (let tries = 0; tries < 200; tries++) {
    const choices = await editor.ask("policyLens/clients", { uri });
    if (!("fault" in choices) && choices.hasInventory) return editor;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("The items were not read.");
}

async function list(editor: Editor, more: object = {}): Promise<AccessPage> {
  const page = { basis: "objects", toggled: [], offset: 0, limit: 100, earlier: [], filter } as const;
  const answer = await editor.ask("policyLens/access", { uri, client, ...page, ...more });
  assert.ok(!("fault" in answer), JSON.stringify(answer));
  return answer;
}

const rule = (capability: string): string => `[{ "rule-type": "item-rule", "capabilities": "[${capability}]" }]`;

test("objects on which access is uncertain are listed as such", async () => {
  const text = `{
    "/home/{{g}}/*": ${rule("read")},
    "/d/{{g}}/x": ${rule("deny")},
    "/d/*": ${rule("read")},
    "/e/{{h}}/*": ${rule("deny")},
    "/e/*": ${rule("list")}
  }`;
  const items = ["/home/a/b/k", "/d/a/b/x", "/e/wz/q", "/e/v/q", "/d/ok", "/none"];
  const editor = await openItems(text, items, { g: ["a/b"], h: ["v", "w*"] });
  const { rows } = await list(editor);
  const told = rows.filter(({ kind }) => kind === "leaf").map((row) => [row.witness, row.status, ...row.capabilities]);
  const decided: unknown[] = [];
  for (const path of items) {
    const answer = await editor.ask("policyLens/decidePath", { uri, client, path, ruleType: "item-rule" });
    assert.ok(!("fault" in answer));
    if (answer.effect !== "not-granted") decided.push([path, answer.effect]);
  }
  assert.deepEqual(told.map(([path, status]) => [path, status]).sort(), decided.sort(), "as asked one by one");
  assert.deepEqual(told.sort(), [
    ["/d/a/b/x", "uncertain", "list", "read"],
    ["/d/ok", "allowed", "list", "read"],
    ["/e/v/q", "denied"],
    ["/e/wz/q", "uncertain", "list"],
    ["/home/a/b/k", "uncertain", "list", "read"],
  ]);
  editor.close();
});

test("where no object is reached it is not said that nothing is permitted", async () => {
  const editor = await openItems(`{ "/dev/*": ${rule("read")} }`, ["/prod/x"]);
  const { remarks, all } = await list(editor);
  assert.deepEqual(
    [all, remarks],
    [
      0,
      [
        'No known object is permitted or denied to this client. Its rules say something of 1 pattern: choose "patterns" to see it.',
      ],
    ],
  );
  assert.deepEqual((await list(editor, { basis: "patterns" })).remarks, []);
  editor.close();

  const nothing = await openItems("{}", ["/prod/x"]);
  assert.deepEqual((await list(nothing)).remarks, [
    "This client may do nothing: no rule permits or denies it anything.",
  ]);
  nothing.close();
});

test("that nothing has changed is said only where no pattern has", async () => {
  const text = `{ "/prod/*": ${rule("read")}, "/ops/*": ${rule("read")} }`;
  const editor = await openItems(text, ["/prod/x", "/prod/y"]);
  const was = (label: string, earlier: string): object => ({
    earlier: [{ uri, text: earlier, label, address: undefined }],
    filter: { ...filter, only: "changed" },
  });
  const noOps = `{ "/prod/*": ${rule("read")} }`;
  const onObjects = await list(editor, was("HEAD", noOps));
  assert.deepEqual(
    [onObjects.all, onObjects.remarks],
    [
      0,
      [
        'Access has changed on 1 pattern that no known object shows: choose "patterns" to see it.',
        "Compared with app.akeyless.json (HEAD).",
      ],
    ],
  );
  const onPatterns = await list(editor, { ...was("HEAD", noOps), basis: "patterns" });
  assert.deepEqual([onPatterns.all, onPatterns.remarks], [1, ["Compared with app.akeyless.json (HEAD)."]]);
  const searched = { ...was("HEAD", noOps), basis: "patterns", filter: { ...filter, only: "changed", text: "zzz" } };
  assert.equal((await list(editor, searched)).remarks[0], "Nothing passes these filters.");
  assert.deepEqual((await list(editor, was("saved", text))).remarks, [
    "No change in access.",
    "Compared with app.akeyless.json (saved).",
  ]);
  const all = await list(editor, was("HEAD", "{}"));
  assert.deepEqual([all.shown, all.all, all.rows.at(-1)?.change], [2, 2, "gained"]);
  editor.close();
});

test("an object of which access becomes uncertain has changed", async () => {
  const text = `{ "/d/{{g}}/x": ${rule("deny")}, "/d/*": ${rule("read")} }`;
  const editor = await openItems(text, ["/d/a/b/x", "/d/ok"], { g: ["a/b"] });
  const earlier = [{ uri, text: `{ "/d/*": ${rule("read")} }`, label: "HEAD", address: undefined }];
  const { rows } = await list(editor, { earlier, filter: { ...filter, only: "changed" } });
  const changed = rows
    .filter(({ kind }) => kind === "leaf")
    .map(({ witness, status, change }) => [witness, status, change]);
  assert.deepEqual(changed, [["/d/a/b/x", "uncertain", "changed"]]);
  editor.close();
});
