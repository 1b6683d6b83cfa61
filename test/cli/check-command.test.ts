import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, test } from "node:test";
import type { CheckReport } from "../../server/src/cli/check-report.ts";
import { CLI, folderWith, runCli } from "./run-cli.ts";

const CLEAN = '{ "secret/foo": [{ "rule-type": "item-rule", "capabilities": "[read]" }] }\n';
const WARNED = '{ "secret/foo": [{ "rule-type": "item-rule", "capabilities": "[read]", "ttl": 30 }] }\n';
const WRONG = '{\n  "s": [{ "rule-type": "item-rule", "capabilities": "[lst]" }]\n}\n';

async function reportOf(args: readonly string[], folder: string, input = ""): Promise<CheckReport> {
  const { out } = await runCli(["check", "--format", "json", ...args], { folder, input });
  return JSON.parse(out) as CheckReport;
}

describe("policy-lens check: how it ends", () => {
  test("with 0 where nothing is wrong", async () => {
    const run = await runCli(["check", "a.json"], { folder: folderWith({ "a.json": CLEAN }) });
    assert.deepEqual(run, { code: 0, out: "No problems in 1 file.\n", err: "" });
  });

  test("with 0 where there is nothing worse than a warning", async () => {
    const { code, out } = await runCli(["check", "a.json"], { folder: folderWith({ "a.json": WARNED }) });
    assert.equal(code, 0);
    assert.match(out, /1 warning in 1 file\.\n$/);
  });

  test("with 1 where there is an error", async () => {
    const { code, err } = await runCli(["check", "a.json"], { folder: folderWith({ "a.json": WRONG }) });
    assert.deepEqual({ code, err }, { code: 1, err: "" });
  });

  test("with 2 where a file cannot be read, and the others are checked all the same", async () => {
    const folder = folderWith({ "a.json": WRONG, "b.json": CLEAN });
    const { code, out, err } = await runCli(["check", "a.json", "none.json", "b.json"], { folder });
    assert.equal(code, 2);
    assert.equal(err, 'There is no file or folder "none.json".\n');
    assert.match(out, /^a\.json:2:55 .*unknown-capability/);
    assert.match(out, /1 error in 2 files\. Not everything could be read\.\n$/);
  });

  test("with 2 and no word of success where nothing could be read", async () => {
    const { code, out } = await runCli(["check", "none.json"], { folder: folderWith({}) });
    assert.deepEqual({ code, out }, { code: 2, out: "" });
  });

  for (const args of [
    [],
    ["check"],
    ["check", "--format", "xml", "a.json"],
    ["check", "--wrong", "a.json"],
    ["chekc"],
  ]) {
    test(`with 2 after wrong usage: policy-lens ${args.join(" ")}`, async () => {
      const { code, out, err } = await runCli(args, { folder: folderWith({ "a.json": CLEAN }) });
      assert.deepEqual({ code, out }, { code: 2, out: "" });
      assert.match(err, /^(Usage: |[A-Z].*[.?]\nTry: policy-lens (check )?--help\n$)/);
    });
  }

  test("quietly where its reader goes away", async () => {
    const rule = '{ "rule-type": "item-rule", "capabilities": "[lst]" }';
    const folder = folderWith({ "a.json": `{ "s": [${Array.from({ length: 20_000 }, () => rule).join(",\n")}] }` });
    const child = spawn(process.execPath, [CLI, "check", "a.json"], { cwd: folder });
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((settle) => child.on("close", settle));
    assert.deepEqual({ code, err }, { code: 1, err: "" });
  });
});

describe("policy-lens check: what it reads", () => {
  test("a folder: the files with a rules file's name at every depth, in the order of their names", async () => {
    const folder = folderWith({
      "rules/b.akeyless.json": WRONG,
      "rules/a/deep/c.file-rules.json": WRONG,
      "rules/package.json": WRONG,
      "rules/node_modules/x/d.akeyless.json": WRONG,
      "rules/.github/e.akeyless.json": WRONG,
    });
    const { problems } = await reportOf(["rules"], folder);
    const names = ["rules/.github/e.akeyless.json", "rules/a/deep/c.file-rules.json", "rules/b.akeyless.json"];
    assert.deepEqual(
      problems.map(({ file }) => file.replaceAll("\\", "/")),
      names,
    );
  });

  test("a folder without rules files is no success", async () => {
    const { code, err } = await runCli(["check", "."], { folder: folderWith({ "package.json": "{}" }) });
    assert.equal(code, 2);
    assert.match(err, /^There is no rules file in the folder "\."/);
  });

  test("a file that is named twice, once", async () => {
    const folder = folderWith({ "a.akeyless.json": WRONG });
    const { problems } = await reportOf(["a.akeyless.json", "./a.akeyless.json", "."], folder);
    assert.deepEqual(
      problems.map(({ file }) => file),
      ["a.akeyless.json"],
    );
  });

  test("standard input", async () => {
    const { problems } = await reportOf(["-"], folderWith({}), WRONG);
    assert.deepEqual(
      problems.map(({ file, code }) => [file, code]),
      [["<stdin>", "unknown-capability"]],
    );
  });

  test("past a byte order mark, which is no character of the text", async () => {
    const [plain, marked] = await Promise.all([
      reportOf(["a.json"], folderWith({ "a.json": WRONG })),
      reportOf(["a.json"], folderWith({ "a.json": `\ufeff${WRONG}` })),
    ]);
    assert.equal(plain.counts.error, 1);
    assert.deepEqual(marked, plain);
  });

  test("nothing that is not UTF-8, and says where", async () => {
    const folder = folderWith({
      "latin.json": Buffer.from('{\n  "caf\xe9": [] }', "latin1"),
      "utf16.json": Buffer.from(`\ufeff${CLEAN}`, "utf16le"),
    });
    const { code, err } = await runCli(["check", "latin.json", "utf16.json"], { folder });
    assert.equal(code, 2);
    assert.equal(
      err,
      '"latin.json" is not valid UTF-8 in line 2. Save it as UTF-8.\n"utf16.json" is written in UTF-16. Save it as UTF-8.\n',
    );
  });

  test("a text that itself holds a replacement character", async () => {
    const bytes = Buffer.concat([Buffer.from("\ufffd\n\n"), Buffer.from([0xff])]);
    const { err } = await runCli(["check", "a.json"], { folder: folderWith({ "a.json": bytes }) });
    assert.match(err, /in line 3\./);
  });

  test("no link that leads in a circle, nor a file that this user may not read", async () => {
    const folder = folderWith({ "closed.json": CLEAN });
    symlinkSync("circle.json", join(folder, "circle.json"));
    chmodSync(join(folder, "closed.json"), 0o000);
    const { code, err } = await runCli(["check", "circle.json", "closed.json"], { folder });
    assert.equal(code, 2);
    assert.match(err, /^"circle\.json" is a link that leads in a circle\.\n/);
    // The administrator of the machine may read everything.
    if (process.getuid?.() !== 0) assert.match(err, /"closed\.json" may not be read by this user\.\n/);
  });

  test("a file of 100,000 rules", async () => {
    const paths = Array.from({ length: 100_000 }, (_, n) => `"/p/${n}": [{ "capabilities": "[read]" }]`);
    const folder = folderWith({ "a.json": `{ ${paths.join(",\n")}, "/q": [{ "capabilities": "[lst]" }] }` });
    const { counts, problems } = await reportOf(["a.json"], folder);
    assert.equal(counts.error, 1);
    assert.equal(problems[0]?.range.start.line, 100_000 - 1);
  });
});

describe("policy-lens check: what it reports", () => {
  test("JSON with places from 0 in UTF-16 units, twins and the titles of fixes", async () => {
    const text = '{\r\n  "/😀": [{ "capabilities": "[lst]" }],\r\n  "😀": [{ "capabilities": "[read]" }]\r\n}';
    const report = await reportOf(["a.json"], folderWith({ "a.json": text }));
    assert.deepEqual(Object.keys(report), ["version", "problems", "counts"]);
    assert.equal(report.version, 1);
    assert.deepEqual(report.counts, { error: 2, warning: 0, information: 0, hint: 0 });
    const [unknown, duplicate] = report.problems;
    assert.deepEqual(unknown?.range, { start: { line: 1, character: 30 }, end: { line: 1, character: 33 } });
    assert.deepEqual(unknown?.fixes, ['Change to "list"']);
    assert.deepEqual(unknown?.related, []);
    assert.equal(duplicate?.code, "duplicate-path");
    assert.deepEqual(duplicate?.range, { start: { line: 2, character: 2 }, end: { line: 2, character: 6 } });
    assert.deepEqual(
      duplicate?.related.map(({ file, range }) => ({ file, range })),
      [{ file: "a.json", range: { start: { line: 1, character: 2 }, end: { line: 1, character: 7 } } }],
    );
  });

  test("JSON also of the readable files alone, and of none", async () => {
    const folder = folderWith({ "a.json": WRONG });
    assert.equal((await reportOf(["a.json", "none.json"], folder)).counts.error, 1);
    assert.deepEqual((await reportOf(["none.json"], folder)).problems, []);
  });

  test("text with places from 1", async () => {
    const { out } = await runCli(["check", "a.json"], { folder: folderWith({ "a.json": WRONG }) });
    const [problem, fix] = out.split("\n");
    assert.match(problem ?? "", /^a\.json:2:55 {2}error {2}\S.*"lst".* {2}unknown-capability$/);
    assert.match(fix ?? "", /^ +fix: Change to "list"$/);
  });

  test("colour only where it is wished", async () => {
    const folder = folderWith({ "a.json": WRONG });
    const plain = await runCli(["check", "a.json"], { folder });
    const coloured = await runCli(["check", "a.json"], { folder, env: { FORCE_COLOR: "1" } });
    const esc = String.fromCharCode(27);
    assert.equal(plain.out.includes(esc), false);
    assert.equal(coloured.out.includes(`${esc}[31merror`), true);
    assert.equal(coloured.out.replaceAll(new RegExp(`${esc}\\[\\d+m`, "g"), ""), plain.out);
  });

  test("nothing of a file's text that would steer the terminal", async () => {
    const text = '{ "s": [{ "capabilities": "[\\u001b[31mlst\\u202e]" }] }';
    const { out } = await runCli(["check", "a.json"], { folder: folderWith({ "a.json": text }) });
    assert.match(out, /\\u001b\[31mlst\\u202e/);
    assert.equal(
      [String.fromCharCode(27), "\u202e"].some((char) => out.includes(char)),
      false,
    );
  });
});

describe("policy-lens", () => {
  test("says its version", async () => {
    const run = await runCli(["--version"], { folder: folderWith({}) });
    assert.equal(run.code, 0);
    assert.match(run.out, /^\d+\.\d+\.\d+\n$/);
  });

  test("explains itself and its commands", async () => {
    const folder = folderWith({});
    const program = await runCli(["--help"], { folder });
    const command = await runCli(["check", "--help"], { folder });
    assert.deepEqual([program.code, command.code, program.err + command.err], [0, 0, ""]);
    assert.match(program.out, /^ {2}check /m);
    assert.match(command.out, /--format <format>(?:.|\n)*Exit codes:/);
  });

  test("knows what was meant by a command nearly right", async () => {
    const { err } = await runCli(["chekc"], { folder: folderWith({}) });
    assert.equal(err, "Unknown command 'chekc'. Did you mean check?\nTry: policy-lens --help\n");
  });
});
