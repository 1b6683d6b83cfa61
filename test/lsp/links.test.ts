// Links in a folder that the server reads itself: they are told of and not followed, however it comes to know of them.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { WorkspaceDiagnosticReport } from "vscode-languageserver/node";
import { nodeFileAccess } from "../../server/src/lsp/workspace/node-file-access.ts";
import { pathInFolder, uriInFolder } from "../../server/src/lsp/workspace/uri-path.ts";
import { type Editor, editInMemory } from "./editor.ts";

const base = await mkdtemp(join(tmpdir(), "policy-lens-links-"));
after(() => rm(base, { recursive: true, force: true }));

const wrong = '{ "/team/a": [{ "capabilities": "[raed]" }] }';
const refused = "is a link or lies behind one, and links are not followed.";
const manifestOf = (rules: string[], exports: object = {}): string =>
  JSON.stringify({ roles: { r: { rules } }, exports });

interface Place {
  readonly root: string;
  readonly folder: string;
}

async function place(files: Record<string, string | Uint8Array>, links: Record<string, string> = {}): Promise<Place> {
  const root = join(await mkdtemp(join(base, "case-")), "ws");
  const all = { "../out/a.akeyless.json": wrong, "../secret.json": "{}", ...files };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  for (const [path, target] of Object.entries(links)) await symlink(target, join(root, path));
  return { root, folder: pathToFileURL(root).href };
}

const openPlace = ({ folder }: Place): Promise<Editor> =>
  editInMemory({ disk: nodeFileAccess, initialize: { rootUri: folder } });

async function told({ folder }: Place, editor: Editor): Promise<string[]> {
  const { items } = await editor.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", {
    previousResultIds: [],
  });
  return items.flatMap((item) =>
    item.kind === "full" ? item.items.map(({ message }) => `${pathInFolder(folder, item.uri)}: ${message}`) : [],
  );
}

test("a manifest that names a link has a finding, wherever the link leads", async () => {
  for (const target of ["../out/a.akeyless.json", "real.json", "a.akeyless.json", "nowhere"]) {
    const where = await place(
      { "policy-lens.json": manifestOf(["*.akeyless.json"]), "real.json": wrong },
      {
        "a.akeyless.json": target,
      },
    );
    const editor = await openPlace(where);
    assert.deepEqual(await told(where, editor), [`policy-lens.json: "a.akeyless.json" cannot be read: It ${refused}`]);
    editor.close();
  }
});

test("an export that is a link, or lies behind one, has a finding", async () => {
  for (const path of ["i.json", "d/secret.json"]) {
    const where = await place(
      { "policy-lens.json": manifestOf([], { items: path }) },
      { "i.json": "../secret.json", d: ".." },
    );
    const editor = await openPlace(where);
    for (let tries = 0; tries < 100 && (await told(where, editor)).length === 0; tries++) await delay(10);
    assert.deepEqual(await told(where, editor), [`policy-lens.json: "${path}" cannot be read: It ${refused}`]);
    editor.close();
  }
});

test("nothing is found behind a link to a folder", async () => {
  for (const glob of ["d/a.akeyless.json", "d/*.akeyless.json", "**/a.akeyless.json"]) {
    const where = await place({ "policy-lens.json": manifestOf([glob]) }, { d: "../out" });
    const editor = await openPlace(where);
    assert.match((await told(where, editor)).join("\n"), /^policy-lens.json: No file matches "[^"]*"[^\n]*$/);
    await editor.open(uriInFolder(where.folder, "d/policy-lens.json"), manifestOf(["*.json"]));
    await delay(150);
    assert.equal(
      (await told(where, editor)).some((line) => line.includes("raed")),
      false,
    );
    editor.close();
  }
});

test("what no manifest names and cannot be read is told in the log, once", async () => {
  const where = await place(
    { "b.akeyless.json": new Uint8Array([0x7b, 0xff]), "c.akeyless.json": "{}" },
    { "a.akeyless.json": "c.akeyless.json", "policy-lens.json": "../secret.json" },
  );
  const editor = await openPlace(where);
  await told(where, editor);
  const changes = [{ uri: uriInFolder(where.folder, "c.akeyless.json"), type: 2 }];
  await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  await delay(100);
  assert.deepEqual([...editor.logged].sort(), [
    `a.akeyless.json cannot be read: It ${refused}`,
    "b.akeyless.json cannot be read: It is not valid UTF-8. Save it as UTF-8.",
    `policy-lens.json cannot be read: It ${refused}`,
  ]);
  editor.close();
});

test("a link that comes later says the same as one that was there", async () => {
  const where = await place({ "real.json": wrong, "policy-lens.json": manifestOf(["a.akeyless.json"]) });
  const editor = await openPlace(where);
  await told(where, editor);
  await symlink("real.json", join(where.root, "a.akeyless.json"));
  const changes = [{ uri: uriInFolder(where.folder, "a.akeyless.json"), type: 1 }];
  await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  await delay(150);
  const fresh = await openPlace(where);
  assert.deepEqual(await told(where, editor), [`policy-lens.json: "a.akeyless.json" cannot be read: It ${refused}`]);
  assert.deepEqual(await told(where, editor), await told(where, fresh));
  editor.close();
  fresh.close();
});

test("an export in a folder that is never looked into is read anew when it changes", async () => {
  const path = "node_modules/i.json";
  const where = await place({ "policy-lens.json": manifestOf([], { items: path }), [path]: '{ "items": [] }' });
  const editor = await openPlace(where);
  await delay(100);
  assert.deepEqual(await told(where, editor), []);
  await rm(join(where.root, path));
  const changes = [{ uri: uriInFolder(where.folder, path), type: 3 }];
  await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  await delay(150);
  assert.match((await told(where, editor)).join(), /There is no file/);
  editor.close();
});
