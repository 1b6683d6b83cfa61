// What Akeyless documents opens clean, whole; cut anywhere, it never throws and never blames what is not finished.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Problem } from "../../server/src/checks/problem.ts";
import { applyEdits } from "../../server/src/text/text-edit.ts";
import { checkText, markedText, PLAIN_WORKSPACE } from "./check-text.ts";
import { DOCUMENTED_RULES, DOCUMENTED_SAMPLE } from "./samples.ts";

/** What is more than a hint, with its severity. */
const worthTelling = (problems: readonly Problem[]): string[] =>
  problems.filter(({ severity }) => severity !== "hint").map(({ code, severity }) => `${severity} ${code}`);
const SAMPLE_ADVICE = ["warning grants-role-management", "warning target-more-than-list"];
const codes = (problems: readonly Problem[]): string[] => problems.map((problem) => problem.code);

describe("documented rules", () => {
  it("find in the documented sample only what best practices advise against", () =>
    assert.deepEqual(worthTelling(checkText(DOCUMENTED_SAMPLE)), SAMPLE_ADVICE));

  it("find the same in the sample on one line, with tabs, or with other line ends", () => {
    for (const text of [
      DOCUMENTED_SAMPLE.replace(/\s+/g, " "),
      DOCUMENTED_SAMPLE.replaceAll("  ", "\t"),
      DOCUMENTED_SAMPLE.replaceAll("\n", "\r\n"),
      DOCUMENTED_SAMPLE.replaceAll("\n", "\r"),
    ]) {
      assert.deepEqual(worthTelling(checkText(text)), SAMPLE_ADVICE);
    }
  });

  for (const { text, advice } of DOCUMENTED_RULES)
    it(`find ${advice.join(", ") || "nothing"} in ${text.slice(0, 50)}`, () =>
      assert.deepEqual(worthTelling(checkText(text)), advice));
});

describe("the sample cut anywhere", () => {
  const end = DOCUMENTED_SAMPLE.trimEnd().length;

  it("says at every place that it is not JSON, exactly once, and blames nothing that is not finished", () => {
    for (let cut = 1; cut < end; cut++) {
      const text = DOCUMENTED_SAMPLE.slice(0, cut);
      const found = worthTelling(checkText(text));
      const syntax = found.filter((problem) => problem === "error json-syntax");
      assert.equal(syntax.length, 1, JSON.stringify(text.slice(-40)));
      const advice = found.filter((problem) => problem !== "error json-syntax");
      assert.deepEqual(advice, SAMPLE_ADVICE.slice(0, advice.length), JSON.stringify(text.slice(-40)));
    }
  });

  it("is silent where the editor reports syntax itself", () => {
    for (let cut = 1; cut < end; cut++) {
      const text = DOCUMENTED_SAMPLE.slice(0, cut);
      const found = worthTelling(checkText(text, { ...PLAIN_WORKSPACE, syntax: "none" }));
      assert.deepEqual(found, SAMPLE_ADVICE.slice(0, found.length));
    }
  });

  it("still finds what is wrong in the finished part", () => {
    const text = DOCUMENTED_SAMPLE.replace("[read, list]", "[raed, list]").slice(0, 200);
    const errors = checkText(text).filter(({ severity }) => severity === "error");
    assert.deepEqual(codes(errors), ["unknown-capability", "json-syntax"]);
  });

  it("never throws without its beginning", () => {
    for (let cut = 0; cut < end; cut++) checkText(DOCUMENTED_SAMPLE.slice(cut));
  });
});

describe("settings", () => {
  const text = `{ "/a": [{ "rule-type": "new-rule", "capabilities": "[fly, deny]" }] }`;

  it("accept the rule types that the user has added, with whatever capabilities they have", () => {
    assert.deepEqual(codes(checkText(text)), ["unknown-rule-type", "unknown-capability"]);
    assert.deepEqual(checkText(text, { ...PLAIN_WORKSPACE, extraRuleTypes: ["new-rule"] }), []);
  });

  it("offer an added rule type where it is nearest", () => {
    const near = text.replace("new-rule", "nwe-rule");
    const [problem] = checkText(near, { ...PLAIN_WORKSPACE, extraRuleTypes: ["new-rule"] });
    assert.deepEqual(
      problem?.fixes.map((fix) => applyEdits(near, fix.edits)),
      [text],
    );
  });

  it("report comments alone where the editor allows them but says the rest itself", () => {
    const broken = `{ // why\n "/a/b": [{ "capabilities": "[read]", }] }`;
    assert.deepEqual(codes(checkText(broken)), ["json-syntax", "json-syntax"]);
    const problems = checkText(broken, { ...PLAIN_WORKSPACE, syntax: "only-comments" });
    assert.deepEqual(
      problems.map((problem) => markedText(broken, problem)),
      ["// why"],
    );
  });
});
