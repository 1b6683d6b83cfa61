// The disk as the server reads it for editors that leave reading to it.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import { nodeFileAccess } from "../../server/src/lsp/workspace/node-file-access.ts";
import { pathInFolder, uriInFolder } from "../../server/src/lsp/workspace/uri-path.ts";
import { editInMemory } from "./editor.ts";

let base = "";
let folder = "";

const wrong = '{ "/team/a": [{ "capabilities": "[raed]" }] }';

before(async () => {
  base = await mkdtemp(join(tmpdir(), "policy-lens-"));
  const root = join(base, "a place");
  folder = pathToFileURL(root).href;
  await mkdir(join(root, "roles"), { recursive: true });
  await mkdir(join(root, "node_modules", "x"), { recursive: true });
  await writeFile(
    join(root, "policy-lens.json"),
    '{ "roles": { "app": { "rules": ["roles/ü @.json", "../out.json"] } } }',
  );
  await writeFile(join(root, "roles", "ü @.json"), `\ufeff${wrong}`);
  await writeFile(join(root, "b.akeyless.json"), wrong);
  await writeFile(join(root, "node_modules", "x", "c.akeyless.json"), wrong);
  await writeFile(join(root, "latin.json"), new Uint8Array([0x22, 0xe9, 0x22]));
  await writeFile(join(base, "out.json"), wrong);
  await symlink(join(base, "out.json"), join(root, "link.json"));
  await symlink(base, join(root, "up"));
});

after(() => rm(base, { recursive: true, force: true }));

const read = (path: string, maxBytes = 1000, token = CancellationToken.None): ReturnType<typeof nodeFileAccess.read> =>
  nodeFileAccess.read({ folder, uri: uriInFolder(folder, path), maxBytes }, token);

test("files are found by glob, other people's packages and what lies behind links left out", async () => {
  const { uris, complete } = await nodeFileAccess.find(
    { folder, below: "", globs: ["**/*.akeyless.json", "roles/*"] },
    CancellationToken.None,
  );
  assert.deepEqual(
    uris.map((uri) => pathInFolder(folder, uri)),
    ["b.akeyless.json", "roles/ü @.json"],
  );
  assert.equal(complete, true);
  assert.deepEqual(
    (await nodeFileAccess.find({ folder: "memfs:/a", below: "", globs: ["**"] }, CancellationToken.None)).uris,
    [],
  );
});

test("files are looked for below a path, and nothing is found below one that is not there", async () => {
  const find = async (below: string): Promise<unknown> => {
    const { uris, complete } = await nodeFileAccess.find({ folder, below, globs: ["*.json"] }, CancellationToken.None);
    return [uris.map((uri) => pathInFolder(folder, uri)), complete];
  };
  assert.deepEqual(await find("roles"), [["roles/ü @.json"], true]);
  assert.deepEqual(await find("rolls"), [[], true]);
});

test("what is no UTF-8, too large, missing or no file is refused with a reason", async () => {
  assert.deepEqual(await read("roles/ü @.json"), { text: wrong });
  assert.match(JSON.stringify(await read("latin.json")), /not valid UTF-8/);
  assert.match(JSON.stringify(await read("b.akeyless.json", 10)), /larger than/);
  assert.deepEqual(await read("nothing.json"), { missing: true, message: "There is no such file." });
  assert.match(JSON.stringify(await read("roles")), /folder/);
});

test("nothing outside the folder is read, whatever leads there", async () => {
  for (const path of ["link.json", "up/out.json", "up/a place/b.akeyless.json", "../out.json"]) {
    const reading = await nodeFileAccess.read(
      { folder, uri: `${folder}/${path}`, maxBytes: 1000 },
      CancellationToken.None,
    );
    assert.equal(reading.text, undefined, path);
    assert.match(
      JSON.stringify(reading),
      path === "../out.json" ? /out of the folder/ : /links are not followed/,
      path,
    );
  }
  const elsewhere = await nodeFileAccess.read(
    { folder, uri: "https://example.invalid/a.json", maxBytes: 9 },
    CancellationToken.None,
  );
  assert.equal(elsewhere.text, undefined);
});

test("reading and looking end when they are cancelled", async () => {
  const source = new CancellationTokenSource();
  source.cancel();
  assert.equal((await read("b.akeyless.json", 1000, source.token)).text, undefined);
  assert.equal((await nodeFileAccess.find({ folder, below: "", globs: ["**/*.json"] }, source.token)).complete, false);
});

test("an editor that only speaks LSP gets the findings of its folder", async () => {
  const editor = await editInMemory({ disk: nodeFileAccess, initialize: { rootUri: folder } });
  const { items } = await editor.connection.sendRequest<{ items: { uri: string; items: { code: string }[] }[] }>(
    "workspace/diagnostic",
    { previousResultIds: [] },
  );
  assert.deepEqual(
    new Map(items.map((item) => [pathInFolder(folder, item.uri), item.items.map(({ code }) => code)])),
    new Map([
      ["policy-lens.json", ["outside-folder"]],
      ["b.akeyless.json", ["unknown-capability"]],
      ["roles/ü @.json", ["unknown-capability"]],
    ]),
  );
  editor.close();
});

test("without a disk and without an editor that reads, what is open is known", async () => {
  const editor = await editInMemory({ initialize: { rootUri: folder }, pull: false });
  await editor.open(uriInFolder(folder, "b.akeyless.json"), wrong);
  await delay(250);
  assert.deepEqual(
    editor.published.map(({ diagnostics }) => diagnostics.length),
    [1],
  );
  editor.close();
});

test("a uri is told by its decoded path, however it is spelled", () => {
  assert.equal(pathInFolder("file:///c%3A/project", "file:///C:/project/a%20b/c.json"), "a b/c.json");
  assert.equal(pathInFolder("file:///project/", "file:///project/%C3%BC.json"), "ü.json");
  assert.equal(pathInFolder("vscode-vfs://GitHub/o/r", "vscode-vfs://github/o/r/x.json"), "x.json");
  assert.equal(pathInFolder("memfs:/", "memfs:/x.json"), "x.json");
  for (const uri of [
    "file:///projects/a.json",
    "file:///project",
    "untitled:a",
    "git:/project/a.json?{}",
    "no uri",
    "file:///",
  ]) {
    assert.equal(pathInFolder("file:///project", uri), undefined, uri);
  }
  assert.equal(uriInFolder("file:///project", "a b/ü#.json"), "file:///project/a%20b/%C3%BC%23.json");
});

test("a file has one uri, whether it was found or only named", async () => {
  await mkdir(join(base, "a place", "{p,q} (o)!"), { recursive: true });
  await writeFile(join(base, "a place", "{p,q} (o)!", "it's.json"), wrong);
  const search = { folder, below: "{p,q} (o)!", globs: ["*.json"] };
  const { uris } = await nodeFileAccess.find(search, CancellationToken.None);
  assert.deepEqual(uris, [nodeFileAccess.uriOf(folder, "{p,q} (o)!/it's.json")]);
  assert.equal(uris[0]?.slice(folder.length), "/%7Bp,q%7D%20(o)!/it's.json");
  // As VS Code spells what it finds.
  assert.equal(uriInFolder("mem:/x", "{p,q} (o)!/it's.json"), "mem:/x/%7Bp%2Cq%7D%20%28o%29%21/it%27s.json");
  assert.equal(uriInFolder("mem:/x", "a\ud800.json"), "mem:/x/a%EF%BF%BD.json");
});
