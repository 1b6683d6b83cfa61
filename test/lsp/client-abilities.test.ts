// Editors that can less than the usual ones get what they can show.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CompletionItem, SymbolInformation } from "vscode-languageserver/node";
import { type Editor, editInMemory, position } from "./editor.ts";

const uri = "file:///project/app.akeyless.json";
const text = '{ "/a_b/*": [{ "rule-type": "item-rule", "capabilities": "[raed]" }] }';

async function openIn(textDocument: Readonly<Record<string, unknown>>): Promise<Editor> {
  const editor = await editInMemory({ capabilities: { textDocument: { diagnostic: {}, ...textDocument } } });
  await editor.open(uri, text);
  return editor;
}

const at = (word: string): string => `0:${text.indexOf(word) + 1}`;

for (const [contentFormat, kind] of [
  [["plaintext"], "plaintext"],
  [["plaintext", "markdown"], "plaintext"],
  [["markdown", "plaintext"], "markdown"],
  [undefined, "markdown"],
] as const) {
  test(`hovers are ${kind} where the editor says ${JSON.stringify(contentFormat)}`, async () => {
    const editor = await openIn(contentFormat ? { hover: { contentFormat } } : {});
    const hover = await editor.hover(uri, at("/a_b"));
    const contents = hover?.contents as { kind: string; value: string };
    assert.equal(contents.kind, kind);
    if (kind === "plaintext") assert.match(contents.value, /^"\/a_b\/\*" in this file\n\n[^`*\\[\]]/);
    else assert.match(contents.value, /^\*\*`\/a_b\/\*`\*\* in this file\n/);
    editor.close();
  });
}

test("the words beside a completion are plain unless the editor shows Markdown", async () => {
  for (const [documentationFormat, expected] of [
    [undefined, { kind: "plaintext", start: "list on item-rule" }],
    [["plaintext"], { kind: "plaintext", start: "list on item-rule" }],
    [["markdown"], { kind: "markdown", start: "**`list`** on `item-rule`" }],
  ] as const) {
    const editor = await openIn({ completion: { completionItem: { documentationFormat } } });
    const items = await editor.connection.sendRequest<CompletionItem[]>("textDocument/completion", {
      textDocument: { uri },
      position: position(at("raed")),
    });
    const documentation = items.find(({ label }) => label === "list")?.documentation as { kind: string; value: string };
    assert.equal(documentation.kind, expected.kind);
    assert.ok(documentation.value.startsWith(expected.start), documentation.value);
    editor.close();
  }
});

test("an editor that takes no code actions with edits is offered none", async () => {
  const poor = await openIn({ codeAction: {} });
  assert.equal(poor.initialized.capabilities.codeActionProvider, undefined);
  assert.deepEqual(await poor.fixes(uri, at("raed")), []);
  poor.close();
  const rich = await openIn({ codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } });
  assert.ok(rich.initialized.capabilities.codeActionProvider);
  assert.ok((await rich.fixes(uri, at("raed"))).length > 0);
  rich.close();
});

test("an editor that shows symbols as a list gets one", async () => {
  const editor = await openIn({});
  const symbols = await editor.connection.sendRequest<SymbolInformation[]>("textDocument/documentSymbol", {
    textDocument: { uri },
  });
  assert.deepEqual(
    symbols.map(({ name, containerName, location }) => [name, containerName, location.uri]),
    [
      ["/a_b/*", undefined, uri],
      ["item-rule", "/a_b/*", uri],
    ],
  );
  editor.close();
});
