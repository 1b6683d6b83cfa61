// Rules that are lost to a mistake in their file: no answer goes out without what is wrong being told.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CheckReport } from "../../server/src/cli/check-report.ts";
import { folderWith, runCli } from "./run-cli.ts";

const LOST = `{
  "/*": [{ "capabilities": "[read]" }],
  "/p/*": [{ "capabilities": ["deny", 1] }],
  "/q/*": [{ "capability": "[deny]" }],
  "/r/*": [{ "capabilities": "[dney]" }],
  "/s/*": [{ "rule-type": "item-rul", "capabilities": "[deny]" }],
  "/t/*": "[deny]"
}`;
const TOLD = `lost.akeyless.json:3:30 Capabilities are text that holds a list. Write them like "[read, list]".
lost.akeyless.json:4:14 A rule has no key "capability", so the rule loses it. Did you mean "capabilities"?
lost.akeyless.json:5:32 There is no capability "dney". Did you mean "deny"?
lost.akeyless.json:6:28 There is no rule type "item-rul". Did you mean "item-rule"?
lost.akeyless.json:7:11 The rules of a path stand in an array, even a single one. Write [ ... ] around rule objects.
`;
const LOST_RULES = { "lost.akeyless.json": LOST };
const MANIFEST = JSON.stringify({
  roles: { app: { rules: ["lost.akeyless.json", "*.akeyless.json"], associations: [{ authMethod: "okta" }] } },
  identities: { ann: { authMethod: "okta", claims: {} } },
});

test("every question tells the lost rules once, and is answered", async () => {
  const alone = folderWith(LOST_RULES);
  const together = folderWith({ ...LOST_RULES, "policy-lens.json": MANIFEST });
  const questions: readonly (readonly [string, readonly string[]])[] = [
    [alone, ["impersonate", "--rules", "lost.akeyless.json", "--path", "/p/x"]],
    [alone, ["impersonate"]],
    [alone, ["who-can", "read", "/q/*"]],
    [alone, ["diff", "lost.akeyless.json", "lost.akeyless.json"]],
    [together, ["impersonate", "--as", "ann", "--path", "/r/x"]],
    [together, ["who-can", "read", "/s/*"]],
    [together, ["diff", ".", "lost.akeyless.json"]],
  ];
  for (const [folder, args] of questions) {
    const run = await runCli(args, { folder });
    assert.deepEqual([run.code, run.err], [0, TOLD], args.join(" "));
  }
});

test("what is told is what check calls an error, at the same places, and no advice", async () => {
  const rules = `{
    "/a": [{ "capabilities": "[read]", "ttl": "-5" }, { "rule-type": "target-rule", "capabilities": "[list]", "ttl": "1e3" }],
    "/b": [{ "capabilities": "[read]", "ttl": 99999999999999 }, { "rule-type": 7, "capabilities": "[deny]" }],
    "/c": [{ "capabilities": "[deny]" }],
    "/c": [{ "capabilities": "[read]", "Capabilities": "deny" }],
    "/d": null, "/e": 5, "/f": [null], "/g": [{ "capabilities": null }], "/h": [{}],
    "": [{ "capabilities": "[deny]" }],
    "/i": [{ "rule-type": "sra-rule", "capabilities": "[deny]" }]
  }`;
  const folder = folderWith({ "odd.akeyless.json": rules });
  const { err } = await runCli(["impersonate", "--rules", "odd.akeyless.json", "--path", "/c"], { folder });
  const report = JSON.parse((await runCli(["check", ".", "--format", "json"], { folder })).out) as CheckReport;
  const errors = report.problems.filter(({ severity }) => severity === "error");
  assert.ok(errors.length >= 12);
  const told = errors.map(
    ({ file, range: { start }, message }) => `${file}:${start.line + 1}:${start.character + 1} ${message}\n`,
  );
  assert.equal(err, told.join(""));

  const wide = folderWith({ "wide.akeyless.json": '{ "/*": [{ "capabilities": "[create]" }] }' });
  const checked = await runCli(["check", "."], { folder: wide });
  assert.match(checked.out, /error .*account-wide-path/, "advice may be an error, and loses no rule");
  assert.equal((await runCli(["impersonate"], { folder: wide })).err, "");
});

test("of equal keys only the last one's rules count, as the finding says", async () => {
  const rule = (word: string): string => `[{ "rule-type": "item-rule", "capabilities": "[${word}]" }]`;
  const twice = `{ "/a": ${rule("deny")},\n"/a": ${rule("read")},\n"/b": ${rule("delete")},\n"/b": ${rule("read")} }`;
  const once = `{ "/a": ${rule("read")}, "/b": ${rule("read")} }`;
  const folder = folderWith({ "twice.akeyless.json": twice, "once.akeyless.json": once });
  for (const path of ["/a", "/b"]) {
    const run = await runCli(["impersonate", "--rules", "twice.akeyless.json", "--path", path], { folder });
    assert.match(run.err, /Only the last one counts, and the rules of the first are lost/);
    assert.ok(run.out.includes(`Allowed: list, read on ${path} (item-rule).`), run.out);
  }
  const { out } = await runCli(["diff", "once.akeyless.json", "twice.akeyless.json"], { folder });
  assert.match(out, /No change in access/);
});
