// What a file alone calls waste, where its role has other files: they may grant what a deny takes away, or have a rule
// on the same path.

import assert from "node:assert/strict";
import { test } from "node:test";
import { dropUnproved } from "../../server/src/checks/drop-unproved.ts";
import { findUnprovedWaste } from "../../server/src/checks/find-unproved-waste.ts";
import { viewWorkspace } from "./view-workspace.ts";

const ONE_ROLE = { x: { rules: ["roles/*.akeyless.json"] } };

/** The lines of `roles/b.akeyless.json` with a finding; each rule stands on a line of its own. */
function told(code: string, files: Readonly<Record<string, string>>, roles: unknown = ONE_ROLE): number[] {
  const named = Object.entries(files).map(([name, text]) => [`roles/${name}.akeyless.json`, text]);
  const { view } = viewWorkspace({ "policy-lens.json": { roles }, ...Object.fromEntries(named) });
  const document = "roles/b.akeyless.json";
  const file = view.snapshot.rulesFiles.get(document);
  assert.ok(file);
  return dropUnproved(file, view.problemsOf(document), findUnprovedWaste(view).get(document))
    .filter((problem) => problem.code === code)
    .map(({ span }) => file.lines.positionAt(span.start).line);
}

/** The lines on which a deny is called needless. */
function needless(files: Readonly<Record<string, string>>, roles?: unknown): number[] {
  return told("deny-protects-nothing", files, roles);
}

function rules(...written: readonly (readonly [path: string, type: string, capabilities: string])[]): string {
  return `{ ${written
    .map(([path, type, words]) => `${JSON.stringify(path)}: [{ "rule-type": "${type}", "capabilities": "[${words}]" }]`)
    .join(",\n")} }`;
}

const DENIES = rules(["/a/b/*", "item-rule", "deny"], ["/q/r", "item-rule", "read"]);

test("a rule that only has an advice grants, however severe the advice is", () => {
  assert.deepEqual(needless({ b: DENIES }), [0]);
  assert.deepEqual(needless({ a: rules(["/+/*", "item-rule", "read, update"]), b: DENIES }), []);
  for (const type of ["role-rule", "auth-method-rule"]) {
    const b = rules(["/a/b", type, "deny"]);
    assert.deepEqual(needless({ a: rules(["/a/*", type, "create"]), b }), [], type);
    assert.deepEqual(needless({ a: rules(["/c/*", type, "create"]), b }), [0], type);
  }
});

test("a rule that is an error may have been meant to grant", () => {
  assert.deepEqual(needless({ a: rules(["/a/*", "item-rule", "raed"]), b: DENIES }), []);
  assert.deepEqual(needless({ a: rules(["/a/*", "itm-rule", "read"]), b: DENIES }), []);
  assert.deepEqual(needless({ a: rules(["/c/*", "item-rule", "raed"]), b: DENIES }), [0]);
});

test("the same path in two files: nobody knows which of both holds, so each may", () => {
  const both = { a: rules(["/a/*", "item-rule", "read"]), c: rules(["/a/*", "item-rule", "deny"]), b: DENIES };
  assert.deepEqual(needless(both), []);
});

test("nothing is known of a file that is broken", () => {
  assert.deepEqual(needless({ a: '{ "/c/*": [{ "capabilities": "[read]" }], ', b: DENIES }), []);
  assert.deepEqual(needless({ a: "{", b: DENIES }), []);
});

test("a comment breaks no file", () => {
  assert.deepEqual(needless({ a: `// ours\n${rules(["/c/*", "item-rule", "read"])}`, b: DENIES }), [0]);
  assert.deepEqual(needless({ a: `// ours\n${rules(["/a/*", "item-rule", "read"])}`, b: DENIES }), []);
});

test("a file of several roles is needless only where none of them grants", () => {
  const roles = {
    x: { rules: ["roles/a.akeyless.json", "roles/b.akeyless.json"] },
    y: { rules: ["roles/b.akeyless.json", "roles/c.akeyless.json"] },
  };
  const [here, there] = [rules(["/a/*", "item-rule", "read"]), rules(["/c/{{user}}/*", "item-rule", "read"])];
  assert.deepEqual(needless({ a: there, c: there, b: DENIES }, roles), [0]);
  assert.deepEqual(needless({ a: there, c: here, b: DENIES }, roles), []);
  assert.deepEqual(needless({ a: here, c: there, b: DENIES }, roles), []);
  assert.deepEqual(needless({ a: there, c: rules(["/{{user}}/b/*", "item-rule", "read"]), b: DENIES }, roles), []);
});

test("a role of very many rules is not looked through", () => {
  const many = Array.from({ length: 5_000 }, (_, at) => [`/c/${at}`, "item-rule", "read"] as const);
  assert.deepEqual(needless({ a: rules(...many, ["/a/*", "item-rule", "read"]), b: DENIES }), []);
});

test("what is about a rule that another file has, too, or rests on one, is not waste", () => {
  const [all, one] = [
    ["/a/*", "item-rule", "read, update"],
    ["/a/b", "item-rule", "read"],
  ] as const;
  const b = rules(all, one);
  assert.deepEqual(told("adds-nothing", { b, a: rules(["/c/*", "item-rule", "read"]) }), [1]);
  assert.deepEqual(told("adds-nothing", { b, a: rules(["/a/*", "target-rule", "list"]) }), [1]);
  assert.deepEqual(told("adds-nothing", { b, a: rules(["/a/*", "item-rule", "list"]) }), []);
  assert.deepEqual(told("adds-nothing", { b, a: rules(["/a/b", "item-rule", "deny"]) }), []);
  const denied = rules(["/a/*", "item-rule", "deny"], one);
  assert.deepEqual(told("never-grants", { b: denied, a: rules(["/c/*", "item-rule", "read"]) }), [1]);
  assert.deepEqual(told("never-grants", { b: denied, a: rules(["/a/*", "item-rule", "read"]) }), []);
});
