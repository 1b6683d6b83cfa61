// Whatever has happened to a workspace, a server that was there all the time says what one says that has just begun.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import { pathInFolder, uriInFolder } from "../../server/src/lsp/workspace/uri-path.ts";
import { hasRulesFileShape } from "../../server/src/policy/recognise-rules-file.ts";
import { propertyRuns } from "../oracle/property-runs.ts";
import {
  arbitraryFiles,
  arbitrarySteps,
  type Files,
  type OpenStep,
  type Step,
  textFor,
} from "./arbitrary-workspaces.ts";
import { editWorkspace, ROOT, type WorkspaceEditor } from "./workspace-editor.ts";

/** What the user sees: the server knows no more than it is told of it. */
interface Seen {
  readonly open: Map<string, { text: string; version: number }>;
  settings: object;
  folders: readonly string[];
}

const INNER = `${ROOT}/t`;
const uriOf = (path: string): string => uriInFolder(ROOT, path);

async function startServer(files: Iterable<readonly [string, string]>, seen: Seen): Promise<WorkspaceEditor> {
  const { settings, folders } = seen;
  // Answers take their time, another one every time, so that notifications come in between.
  let asked = 0;
  const wait = (): Promise<void> => delay(asked++ % 4);
  return editWorkspace({
    files: Object.fromEntries(files),
    folders,
    options: { settings },
    beforeAnswer: wait,
    beforePart: wait,
  });
}

async function take(editor: WorkspaceEditor, seen: Seen, step: Step): Promise<void> {
  const { saved, connection } = editor;
  if (step.does === "wait") return delay(step.ms);
  if (step.does === "ask") {
    void editor.pullWorkspace();
    return;
  }
  if (step.does === "settle") {
    seen.settings = step.settings;
    return connection.sendNotification("workspace/didChangeConfiguration", { settings: { policyLens: step.settings } });
  }
  if (step.does === "toggle folder") {
    const isThere = seen.folders.includes(INNER);
    seen.folders = isThere ? [ROOT] : [ROOT, INNER];
    const [added, removed] = isThere ? [[], [INNER]] : [[INNER], []];
    const event = { added: added.map(nameFolder), removed: removed.map(nameFolder) };
    return connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
  }
  if ("which" in step) return takeOpen(editor, seen, step);
  const uri = uriOf(step.path);
  switch (step.does) {
    case "write":
      saved.set(uri, step.text);
      return editor.touch(uri);
    case "delete": {
      // Of a folder nothing is told but that it is gone.
      const gone = [...saved.keys()].filter((each) => each === uri || pathInFolder(uri, each) !== undefined);
      for (const each of gone) saved.delete(each);
      return gone.length === 0 ? undefined : editor.touch(uri);
    }
    case "rename": {
      const text = saved.get(uri);
      if (text === undefined || step.to === step.path) return;
      saved.delete(uri);
      saved.set(uriOf(step.to), text);
      return editor.touch(uri, uriOf(step.to));
    }
    case "move folder": {
      // Nothing is told of the files in it.
      const moved = [...saved].flatMap(([each, text]) => {
        const path = pathInFolder(uri, each);
        return path === undefined ? [] : [{ each, path, text }];
      });
      if (moved.length === 0 || `${step.to}/`.startsWith(`${step.path}/`)) return;
      for (const { each } of moved) saved.delete(each);
      for (const { path, text } of moved) saved.set(uriInFolder(uriOf(step.to), path), text);
      return editor.touch(uri, uriOf(step.to));
    }
    case "open":
      if (seen.open.has(uri)) return;
      seen.open.set(uri, { text: saved.get(uri) ?? step.text, version: 1 });
      return editor.open(uri, saved.get(uri) ?? step.text);
  }
}

async function takeOpen(editor: WorkspaceEditor, seen: Seen, step: OpenStep): Promise<void> {
  const [uri, open] = [...seen.open].at(step.which % Math.max(seen.open.size, 1)) ?? [];
  if (uri === undefined || open === undefined) return;
  switch (step.does) {
    case "edit":
      Object.assign(open, { text: textFor(uri, step.texts), version: open.version + 1 });
      return editor.change(uri, open.version, open.text);
    case "type":
      return typeIn(editor, uri, open, step);
    case "close":
      seen.open.delete(uri);
      return closeDocument(editor, uri);
    case "save":
      editor.saved.set(uri, open.text);
      return editor.touch(uri);
  }
}

/** Writes over a part of one line. */
function typeIn(
  editor: WorkspaceEditor,
  uri: string,
  open: { text: string; version: number },
  { at, length, text }: { readonly at: number; readonly length: number; readonly text: string },
): Promise<void> {
  const lines = open.text.split("\n");
  const line = at % lines.length;
  const old = lines[line] ?? "";
  const start = at % (old.replace(/\r$/, "").length + 1);
  const end = Math.min(start + length, old.replace(/\r$/, "").length);
  lines[line] = old.slice(0, start) + text + old.slice(end);
  Object.assign(open, { text: lines.join("\n"), version: open.version + 1 });
  return editor.change(uri, open.version, text, `${line}:${start}`, `${line}:${end}`);
}

const nameFolder = (uri: string): object => ({ uri, name: uri });

const closeDocument = (editor: WorkspaceEditor, uri: string): Promise<void> =>
  editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });

const openDocument = (editor: WorkspaceEditor, uri: string, text: string, version: number): Promise<void> =>
  editor.connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "json", version, text },
  });

/** Everything that can be asked, in an order of its own. */
async function askAll(editor: WorkspaceEditor, { open }: Seen): Promise<Record<string, unknown>> {
  const { items } = await editor.pullWorkspace();
  const answers: Record<string, unknown> = {};
  for (const item of items) {
    if (item.kind === "full" && item.items.length > 0) answers[item.uri] = [item.version, sorted(item.items)];
  }
  for (const uri of open.keys()) {
    const report = await editor.pull(uri);
    answers[`findings of ${uri}`] = sorted(report.kind === "full" ? report.items : []);
    for (const method of METHODS) answers[`${method} ${uri}`] = await askAbout(editor, method, uri);
  }
  return answers;
}

const METHODS = [
  ...["textDocument/documentSymbol", "textDocument/codeLens", "textDocument/inlayHint", "textDocument/codeAction"],
  ...["textDocument/hover", "textDocument/completion", "policyLens/clients", "policyLens/choices"],
];

function askAbout({ connection }: WorkspaceEditor, method: string, uri: string): Promise<unknown> {
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const params = {
    uri,
    textDocument: { uri },
    position: { line: 0, character: 3 },
    range,
    context: { diagnostics: [] },
  };
  return connection.sendRequest(method, params).catch((error: unknown) => String(error));
}

const sorted = (items: readonly unknown[]): string[] => items.map((item) => JSON.stringify(item)).sort();

/** An edit of an export is waited for half a second; a machine that is busy takes longer for everything. */
const LONGEST_MS = 20_000;

async function expectSame(running: WorkspaceEditor, fresh: WorkspaceEditor, seen: Seen): Promise<void> {
  const differ = async (): Promise<[unknown, unknown] | undefined> => {
    const [left, right] = [await askAll(running, seen), await askAll(fresh, seen)];
    return sorted(Object.entries(left)).join() === sorted(Object.entries(right)).join() ? undefined : [left, right];
  };
  const end = performance.now() + LONGEST_MS;
  for (let calm = 0; calm < 2; ) {
    const difference = await differ();
    calm = difference ? 0 : calm + 1;
    if (difference && performance.now() > end) assert.deepEqual(...difference);
    await delay(difference ? 25 : 110);
  }
}

async function expectUnchanged(running: WorkspaceEditor): Promise<void> {
  const { items } = await running.pullWorkspace();
  const again = await running.pullWorkspace(items.map(({ uri, resultId = "" }) => ({ uri, value: resultId })));
  assert.deepEqual(
    again.items.filter(({ kind }) => kind !== "unchanged"),
    [],
  );
}

async function live(files: Files, steps: readonly Step[]): Promise<void> {
  const seen: Seen = { open: new Map(), settings: {}, folders: [ROOT] };
  const running = await startServer(
    files.map(([path, text]) => [uriOf(path), text] as const),
    seen,
  );
  for (const step of steps) await take(running, seen, step);
  for (const [uri, document] of seen.open) {
    // What has lost the shape of a rules file while it was written stays one until it is opened anew.
    if (!/"rule-type"|"capabilities"/.test(document.text) || hasRulesFileShape(document.text)) continue;
    document.version = 1;
    await closeDocument(running, uri);
    await openDocument(running, uri, document.text, 1);
  }
  const fresh = await startServer(running.saved, seen);
  for (const [uri, { text, version }] of seen.open) await openDocument(fresh, uri, text, version);
  try {
    await expectSame(running, fresh, seen);
    await expectUnchanged(running);
    assert.deepEqual(
      running.logged.filter((line) => /failed|could not/i.test(line)),
      [],
    );
  } finally {
    running.close();
    fresh.close();
  }
}

test("a server says after any changes what a new one says", async () => {
  await fc.assert(fc.asyncProperty(arbitraryFiles, arbitrarySteps, live), {
    ...propertyRuns(0.01),
    includeErrorInReport: true,
  });
});
