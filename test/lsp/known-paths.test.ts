// Files that come and go while they are looked for: what the editor tells is newer than what a search finds.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CancellationToken } from "vscode-languageserver/node";
import type { FileAccess, FoundFiles } from "../../server/src/lsp/workspace/file-access.ts";
import { createKnownPaths, type KnownPaths } from "../../server/src/lsp/workspace/known-paths.ts";
import { uriInFolder } from "../../server/src/lsp/workspace/uri-path.ts";
import { editWorkspace, ROOT } from "./workspace-editor.ts";

/** What is known after a search that found some files, and during which something was told. */
async function knownAfter(found: string[], tell: (known: KnownPaths) => void): Promise<readonly string[]> {
  let release: (files: FoundFiles) => void = () => undefined;
  const access: Pick<FileAccess, "find"> = {
    find: () =>
      new Promise((resolve) => {
        release = resolve;
      }),
  };
  const known = createKnownPaths({ ...access, uriOf: uriInFolder, read: () => assert.fail() }, ROOT);
  const searching = known.find([{ folder: "", glob: "**/*.json" }], CancellationToken.None);
  tell(known);
  release({ uris: found.map((path) => `${ROOT}/${path}`), complete: true });
  await searching;
  return known.all();
}

const uri = (path: string): string => `${ROOT}/${path}`;

test("a file that is deleted while it is looked for is gone", async () => {
  const known = await knownAfter(["a.json", "b.json"], ({ set }) => set("a.json", uri("a.json"), false));
  assert.deepEqual(known, ["b.json"]);
});

test("of a folder that is deleted nothing is left, except what comes to be in it later", async () => {
  const known = await knownAfter(["d/a.json", "d/e/b.json", "da.json"], ({ set }) => {
    set("d", uri("d"), false);
    set("d/e/c.json", uri("d/e/c.json"), true);
  });
  assert.deepEqual(known, ["d/e/c.json", "da.json"]);
});

test("a file that is deleted and created again is there, and so is what a new folder holds", async () => {
  const known = await knownAfter(["a.json", "d/b.json"], ({ set }) => {
    set("a.json", uri("a.json"), false);
    set("a.json", uri("a.json"), true);
    set("d", uri("d"), true);
  });
  assert.deepEqual(known, ["a.json", "d/b.json"]);
});

test("what was told before a search, it finds anew", async () => {
  const access: FileAccess = {
    uriOf: uriInFolder,
    find: async () => ({ uris: [uri("a.json")], complete: true }),
    read: () => assert.fail(),
  };
  const known = createKnownPaths(access, ROOT);
  known.set("a.json", uri("a.json"), false);
  await known.find([{ folder: "", glob: "*.json" }], CancellationToken.None);
  assert.deepEqual(known.all(), ["a.json"]);
});

test("the workspace has no findings of a file that was deleted while the editor looked for it", async () => {
  const path = uri("a.akeyless.json");
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const editor = await editWorkspace({
    files: { [path]: '{ "/team/a": [{ "capabilities": "[raed]" }] }' },
    beforeAnswer: () => held,
  });
  const findings = editor.workspaceFindings();
  editor.saved.delete(path);
  await editor.touch(path);
  release();
  await findings;
  assert.deepEqual(await editor.workspaceFindings(), {});
  editor.close();
});

test("a new file that has no extension is looked into as a folder, and nothing is found there", async () => {
  const known = createKnownPaths(
    { find: async () => ({ uris: [], complete: false }), uriOf: uriInFolder, read: () => assert.fail() },
    ROOT,
  );
  assert.equal(known.set("LICENSE", uri("LICENSE"), true), true);
  assert.equal(await known.find([], CancellationToken.None), true);
  assert.equal(known.set("build.log", uri("build.log"), true), false);
  assert.deepEqual(known.all(), []);
});
