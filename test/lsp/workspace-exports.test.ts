// Exports may be huge. Nobody waits for them: what is asked meanwhile is answered meanwhile.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { editWorkspace, ROOT } from "./workspace-editor.ts";

const manifestUri = `${ROOT}/policy-lens.json`;
const itemsUri = `${ROOT}/exports/items.json`;
const appUri = `${ROOT}/app.akeyless.json`;

const manifest = JSON.stringify({ exports: { items: "exports/items.json" } });
const rules = '{ "/team/a": [{ "capabilities": "[read]" }] }';

const wordAt = rules.indexOf("read");
const word = [`0:${wordAt}`, `0:${wordAt + 4}`] as const;

/** An export of about so many megabytes, whose last item is odd: its fault is the sign that all of it was read. */
function largeExport(megabytes: number): string {
  const filler = "x".repeat(400);
  const count = megabytes * 2000;
  const items = Array.from({ length: count }, (_, at) => `{"item_name":"/team/${at}","note":"${filler}"}`);
  return `{"items":[${items.join(",\n")},\n7]}`;
}

async function untilFault(editor: Awaited<ReturnType<typeof editWorkspace>>): Promise<readonly string[]> {
  for (let tries = 0; tries < 2000; tries++) {
    const found = (await editor.workspaceFindings())[itemsUri];
    if (found) return found;
    await delay(10);
  }
  throw new Error("the export was never read");
}

test("typing is answered while an export is read, part by part and step by step", async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const text = largeExport(8);
  const editor = await editWorkspace({
    files: { [manifestUri]: manifest, [itemsUri]: text, [appUri]: rules },
    // The second part is kept back until there was an answer.
    beforePart: (uri, from) => (uri === itemsUri && from > 0 ? held : undefined),
  });
  await editor.open(appUri, rules);
  assert.ok(await editor.hover(appUri, "0:5"));
  await editor.change(appUri, 2, "raed", ...word);
  assert.equal((await editor.findings(appUri)).length, 1);
  assert.ok((await editor.workspaceFindings())[appUri], "the workspace does not wait for the export either");
  release();

  // From here on the server has the text and reads it: every answer comes between two of its steps.
  let answers = 0;
  let isRead = false;
  const reading = untilFault(editor).then((found) => {
    isRead = true;
    return found;
  });
  for (let version = 3; !isRead; version++) {
    await editor.change(appUri, version, version % 2 ? "read" : "raed", ...word);
    const found = await editor.findings(appUri);
    assert.equal(found.length, version % 2 ? 0 : 1);
    answers++;
  }
  assert.deepEqual(await reading, ['invalid-export "items"']);
  // Eight megabytes are three times eighty steps of a hundred thousand characters; a few of them pass with an answer.
  assert.ok(answers >= 3, `${answers} answers while the export was read`);
  assert.equal(editor.reads.get(itemsUri), 1);
  assert.deepEqual(editor.progress, ["Reading exports/items.json", "end"]);
  editor.close();
});

test("reading can be cancelled where its progress is shown, and is taken up again when the file changes", async () => {
  const editor = await editWorkspace({
    files: { [manifestUri]: manifest, [itemsUri]: largeExport(4), [appUri]: rules },
    beforePart: () => delay(20),
    cancelProgress: true,
  });
  let findings: readonly string[] | undefined;
  for (let tries = 0; !findings && tries < 500; tries++) {
    findings = (await editor.workspaceFindings())[manifestUri];
    await delay(10);
  }
  assert.deepEqual(findings, ['missing-file "exports/items.json"']);
  assert.deepEqual(editor.progress, ["Reading exports/items.json", "end"]);
  editor.saved.set(itemsUri, '{ "items": [7] }');
  await editor.touch(itemsUri);
  assert.deepEqual(await untilFault(editor), ['invalid-export "items"']);
  assert.equal((await editor.workspaceFindings())[manifestUri], undefined);
  editor.close();
});

test("an export that is removed from the manifest is not read to its end", async () => {
  const parts: number[] = [];
  const editor = await editWorkspace({
    files: { [manifestUri]: manifest, [itemsUri]: largeExport(8), [appUri]: rules },
    beforePart: async (uri, from) => {
      if (uri !== itemsUri) return;
      parts.push(from);
      await delay(30);
    },
  });
  await editor.workspaceFindings();
  await editor.open(manifestUri, manifest);
  await editor.change(manifestUri, 2, "{}");
  await delay(200);
  const count = parts.length;
  await delay(200);
  assert.equal(parts.length, count);
  assert.ok(count < 16, `${count} parts were read`);
  editor.close();
});

test("the working text of an open export counts", async () => {
  const editor = await editWorkspace({ files: { [manifestUri]: manifest, [itemsUri]: '{ "items": [] }' } });
  await editor.open(itemsUri, '{ "items": [] }');
  await editor.change(itemsUri, 2, '{ "items": [7] }');
  assert.deepEqual(await untilFault(editor), ['invalid-export "items"']);
  await editor.change(itemsUri, 3, "", "0:12", "0:13");
  for (let tries = 0; tries < 500 && (await editor.workspaceFindings())[itemsUri]; tries++) await delay(10);
  assert.equal((await editor.workspaceFindings())[itemsUri], undefined);
  editor.close();
});
