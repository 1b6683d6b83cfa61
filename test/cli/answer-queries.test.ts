import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import process from "node:process";
import { describe, test } from "node:test";
import type { DecisionReport } from "../../server/src/cli/decision-report.ts";
import { CLI, folderWith, runCli } from "./run-cli.ts";

const COMPANY = resolve("test/cli/workspaces/company");
const AS_ALICE = ["impersonate", "--as", "alice", "--queries"];

type Answer = Partial<DecisionReport> & { readonly error?: string };
const answersOf = (out: string): Answer[] =>
  out
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Answer);

describe("policy-lens impersonate --queries", () => {
  test("answers each line as --path does, in order", async () => {
    const queries = [
      '{"path":"/shared/x"}',
      '{"path":"servers/x","ruleType":"sra-rule"}',
      '{"path":"/home/a@b.c/x","at":"2100-01-01"}',
      '{"path":"/home/a@b.c/x"}',
      '{"path":"/home/a@b.c/x","at":4102444800}',
    ];
    const run = await runCli([...AS_ALICE, "-"], { folder: COMPANY, input: `${queries.join("\n")}\n` });
    assert.equal(run.code, 0);
    assert.deepEqual(
      answersOf(run.out).map(({ effect }) => effect),
      ["allowed", "allowed", "not-granted", "allowed", "not-granted"],
    );
    const single = await runCli(["impersonate", "--as", "alice", "--path", "/shared/x", "--format", "json"], {
      folder: COMPANY,
    });
    assert.equal(run.out.split("\n")[0], single.out.trimEnd());
  });

  test("takes rule type and time of the options where a query says nothing", async () => {
    const folder = folderWith({
      "q.jsonl": '\ufeff{"path":"/servers/x"}\r\n{"path":"/shared/x","ruleType":"item-rule"}',
    });
    const args = ["--manifest", resolve(COMPANY, "policy-lens.json"), "--rule-type", "sra-rule"];
    const run = await runCli([...AS_ALICE, "q.jsonl", ...args], { folder });
    assert.equal(run.code, 0);
    assert.deepEqual(
      answersOf(run.out).map(({ capabilities }) => capabilities),
      [["allow_access"], ["list", "read"]],
    );
  });

  test("answers a bad line with an error in its place, and ends with 2", async () => {
    const bad = [
      "{",
      "[]",
      "null",
      "",
      "{}",
      '{"path":7}',
      '{"path":""}',
      '{"path":"/a","rule_type":"sra-rule"}',
      '{"path":"/a","ruleType":"itm-rule"}',
      '{"path":"/a","at":"2030-02-30"}',
      '{"path":"/a","at":1e30}',
      '{"path":"/a","__proto__":{"ruleType":"item-rule"}}',
      `{"path":"/${"a".repeat(1_000_000)}"}`,
    ];
    const input = Buffer.concat([
      Buffer.from('{"path":"/shared/x"}\n'),
      ...bad.map((line) => Buffer.from(`${line}\n`)),
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
      Buffer.from('{"path":"/shared/x"}'),
    ]);
    const run = await runCli([...AS_ALICE, "-"], { folder: COMPANY, input });
    assert.equal(run.code, 2);
    const answers = answersOf(run.out);
    assert.equal(answers.length, bad.length + 3);
    assert.deepEqual([answers[0]?.effect, answers.at(-1)?.effect], ["allowed", "allowed"]);
    for (const answer of answers.slice(1, -1)) assert.deepEqual(Object.keys(answer), ["version", "error"]);
    assert.equal(answers[8]?.error, '"rule_type" is not a key of a query. Did you mean "ruleType"?');
    assert.match(answers[9]?.error ?? "", /Did you mean "item-rule"\?$/);
    assert.equal(answers.at(-3)?.error, "The line is too long to be a query.");
    assert.equal(answers.at(-2)?.error, "The line is not valid UTF-8.");
  });

  test("says which file it cannot read", async () => {
    const run = await runCli([...AS_ALICE, "none.jsonl"], { folder: COMPANY });
    assert.deepEqual([run.code, run.out], [2, ""]);
    assert.match(run.err, /There is no file or folder "none\.jsonl"\.\n$/);
  });

  test("does not take --path as well", async () => {
    const run = await runCli([...AS_ALICE, "-", "--path", "/x"], { folder: COMPANY });
    assert.equal(run.code, 2);
    assert.match(run.err, /cannot be used with option/);
  });

  test("answers 100,000 queries at 100,000 moments", async () => {
    const lines = Array.from({ length: 100_000 }, (_, n) => `{"path":"/shared/${n % 997}","at":${2_000_000_000 - n}}`);
    const run = await runCli([...AS_ALICE, "-"], { folder: COMPANY, input: lines.join("\n") });
    assert.equal(run.code, 0);
    assert.equal(run.out.split('"effect":"allowed"').length - 1, 100_000);
  });

  test("answers as the questions come, before the last is asked", { timeout: 20_000 }, async () => {
    const child = spawn(process.execPath, [CLI, ...AS_ALICE, "-"], { cwd: COMPANY });
    child.stdin.write('{"path":"/shared/x"}\n');
    const first = await new Promise<string>((settle) => child.stdout.once("data", (chunk) => settle(String(chunk))));
    assert.match(first, /^\{"version":1,"effect":"allowed"/);
    child.stdin.end();
    assert.equal(await new Promise((settle) => child.on("close", settle)), 0);
  });

  test("ends quietly where nobody reads on, though questions keep coming", { timeout: 20_000 }, async () => {
    const child = spawn(process.execPath, [CLI, ...AS_ALICE, "-"], { cwd: COMPANY });
    child.stdin.on("error", () => {});
    const asking = setInterval(() => child.stdin.write('{"path":"/shared/x"}\n'.repeat(1000)), 1);
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((settle) => child.on("exit", settle));
    clearInterval(asking);
    assert.equal(code, 0);
  });
});
