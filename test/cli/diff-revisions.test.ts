// Comparing git revisions: what is meant by their names, and that nothing of a repository is executed.

import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { describe, test } from "node:test";
import type { DiffReport } from "../../server/src/cli/diff-report.ts";
import { commit, git, gitFolder } from "./git-folder.ts";
import { folderWith, runCli } from "./run-cli.ts";

const READ = '{ "/a/*": [{ "capabilities": "[read]" }] }';
const DENIED = '{ "/a/*": [{ "capabilities": "[read]" }],\r\n "/a/ü": [{ "capabilities": "[deny]" }] }';
const MANIFEST = '{ "roles": { "dev/app": { "rules": ["rules/*.json"] } } }';

async function lostOf(args: readonly string[], folder: string): Promise<string[]> {
  const { out, err } = await runCli(["diff", "--format", "json", ...args], { folder });
  assert.notEqual(out, "", err);
  const { gained, lost } = JSON.parse(out) as DiffReport;
  assert.deepEqual(gained, []);
  return lost.map(({ role, capability, pattern }) => `${role} ${capability} ${pattern}`);
}

describe("policy-lens diff of git revisions", () => {
  const folder = gitFolder({ "policy-lens.json": MANIFEST, "rules/app.json": READ });
  commit(folder, { "rules/app.json": DENIED });
  const inRole = (role: string): string[] => [`${role} list /a/ü`, `${role} read /a/ü`];

  test("two revisions, from anywhere in the workspace", async () => {
    assert.deepEqual(await lostOf(["HEAD~1", "HEAD"], folder), inRole("dev/app"));
    assert.deepEqual(await lostOf(["HEAD~1", "HEAD"], join(folder, "rules")), inRole("dev/app"));
  });

  test("a revision and what is on the disk: the same folder, the same file", async () => {
    assert.deepEqual(await lostOf(["HEAD~1", "."], folder), inRole("dev/app"));
    assert.deepEqual(await lostOf(["main~1", "rules/app.json"], folder), inRole("app"));
    assert.deepEqual(await lostOf(["HEAD~1", join(folder, "policy-lens.json")], folderWith({})), inRole("dev/app"));
  });

  test("one path of a revision, from the root of the repository or from here", async () => {
    assert.deepEqual(await lostOf(["HEAD~1:rules/app.json", "HEAD"], folder), inRole("app"));
    assert.deepEqual(await lostOf(["HEAD~1:./app.json", "app.json"], join(folder, "rules")), inRole("app"));
    assert.deepEqual(await lostOf(["HEAD~1:", "HEAD:policy-lens.json"], folder), inRole("dev/app"));
  });

  test("names the revision with the file", async () => {
    const { out } = await runCli(["diff", "HEAD~1", "HEAD"], { folder });
    assert.match(out, /before {2}HEAD~1:rules\/app\.json:1 {2}Line 1 of app\.json grants /);
    assert.match(out, /after {3}HEAD:rules\/app\.json:2 {4}Line 2 of app\.json denies /);
  });

  test("a file that the revision does not have counts as empty, and that is said", async () => {
    const there = gitFolder({ "old.json": READ });
    writeFileSync(join(there, "new.json"), READ);
    const run = await runCli(["diff", "HEAD", "new.json"], { folder: there });
    assert.equal(run.code, 0);
    assert.equal(run.err, 'There is no "HEAD:new.json". It counts as empty.\n');
    assert.match(run.out, /2 gained, 0 lost\.\n$/);
  });

  test("what is on the disk goes before a revision of the same name", async () => {
    const there = gitFolder({ "main/a.akeyless.json": READ });
    commit(there, { "main/a.akeyless.json": DENIED });
    assert.deepEqual(await lostOf(["HEAD~1:main", "main"], there), inRole("a"));
  });

  test("links in a revision are not followed", async () => {
    const there = folderWith({ "rules.json": READ });
    symlinkSync("rules.json", join(there, "link.json"));
    git(there, "init", "--quiet");
    commit(there, {});
    const run = await runCli(["diff", "HEAD:link.json", "rules.json"], { folder: there });
    assert.equal(run.code, 2);
    assert.match(run.err, /^"HEAD:link\.json" is a link, and is not followed\.\n/);
  });

  for (const name of ["HEAD~9", "nobody", "HEAD --output=x", "@{", ":rules/app.json", "HEAD:../../etc/passwd"]) {
    test(`there is nothing by the name of ${name}`, async () => {
      const run = await runCli(["diff", name, "HEAD"], { folder });
      assert.deepEqual([run.code, run.out], [2, ""]);
      assert.match(run.err, /^(There is no file, folder or git revision|There is no file or folder|".*" leads out of)/);
    });
  }

  test("an option is no revision", async () => {
    const run = await runCli(["diff", "--", "--output=x", "HEAD"], { folder });
    assert.deepEqual([run.code, run.out], [2, ""]);
    assert.equal(run.err, 'There is no file or folder "--output=x".\n');
  });

  test("outside a repository there are no revisions", async () => {
    const run = await runCli(["diff", "HEAD", "a.json"], {
      folder: folderWith({ "a.json": READ }),
      env: { GIT_CEILING_DIRECTORIES: "/" },
    });
    assert.deepEqual([run.code, run.out], [2, ""]);
    assert.equal(run.err, 'There is no file, folder or git revision "HEAD".\n');
  });

  test("where git is not installed, that is said", async () => {
    const run = await runCli(["diff", "HEAD~1", "HEAD"], { folder, env: { PATH: folderWith({}) } });
    assert.deepEqual([run.code, run.err], [2, "git is not installed.\n"]);
  });
});

describe("a repository that means harm", () => {
  test("starts nothing by its configuration", async () => {
    const folder = gitFolder({ "a.json": READ, ".gitattributes": "*.json diff=evil filter=evil\n" });
    commit(folder, { "a.json": DENIED });
    const evil = join(folder, "evil.sh");
    const mark = join(folder, "executed");
    writeFileSync(evil, `#!/bin/sh\necho x >> "${mark}"\ncat\n`);
    chmodSync(evil, 0o755);
    for (const key of [
      "core.fsmonitor",
      "core.pager",
      "core.sshCommand",
      "core.editor",
      "diff.external",
      "diff.evil.textconv",
      "diff.evil.command",
      "filter.evil.smudge",
      "filter.evil.clean",
      "filter.evil.process",
      "gpg.program",
      "alias.cat-file",
      "alias.rev-parse",
    ]) {
      git(folder, "config", key, key.startsWith("alias.") ? `!${evil}` : evil);
    }
    const hooks = join(folder, ".git", "hooks");
    mkdirSync(hooks, { recursive: true });
    for (const hook of ["post-checkout", "reference-transaction", "post-index-change"]) {
      rmSync(join(hooks, hook), { force: true });
      symlinkSync(evil, join(hooks, hook));
    }
    const run = await runCli(["diff", "HEAD~1", "HEAD:a.json"], { folder });
    assert.equal(run.code, 0);
    assert.match(run.out, /0 gained, 2 lost\.\n$/);
    assert.equal(existsSync(mark), false);
  });

  test("brings no git of its own, though the search path names the current folder", async () => {
    const folder = gitFolder({ "a.json": READ });
    const mark = join(folder, "executed");
    writeFileSync(join(folder, "git"), `#!/bin/sh\necho x >> "${mark}"\n`);
    chmodSync(join(folder, "git"), 0o755);
    const path = [".", "", process.env["PATH"]].join(delimiter);
    const run = await runCli(["diff", "HEAD", "a.json"], { folder, env: { PATH: path } });
    assert.deepEqual([run.code, run.out], [0, "No change in access.\n"]);
    assert.equal(existsSync(mark), false);
  });
});
