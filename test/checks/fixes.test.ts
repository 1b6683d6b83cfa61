// What a fix promises: the text after it is as good as before and the problem is gone. Asked of every fix of every case.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Fix, Problem } from "../../server/src/checks/problem.ts";
import { applyEdits } from "../../server/src/text/text-edit.ts";
import { checkText } from "./check-text.ts";
import { findFixtures } from "./find-fixtures.ts";

const offers = findFixtures().flatMap(({ code, name, text }) =>
  checkText(text).flatMap((problem) => problem.fixes.map((fix) => ({ where: `${code}/${name}`, text, problem, fix }))),
);

describe("every fix", () => {
  it("is offered somewhere for most checks", () => {
    const codes = new Set(offers.map(({ problem }) => problem.code));
    assert.ok(codes.size >= 20, [...codes].join(" "));
  });

  it("changes the text, and says how in a title that begins with a verb", () => {
    for (const { where, text, fix } of offers) {
      assert.notEqual(applyEdits(text, fix.edits), text, `${where}: ${fix.title}`);
      assert.match(fix.title, /^(Add|Change|Copy|Insert|Keep|Merge|Move|Remove|Write) /, where);
    }
  });

  it("has edits that stay inside the text and never overlap", () => {
    for (const { where, text, fix } of offers) {
      const ordered = [...fix.edits].sort((a, b) => a.span.start - b.span.start);
      let last = 0;
      for (const { span } of ordered) {
        assert.ok(span.start >= last && span.end >= span.start && span.end <= text.length, `${where}: ${fix.title}`);
        last = span.end;
      }
    }
  });

  it("leaves one problem of its kind less than before", () => {
    for (const { where, text, problem, fix } of offers) {
      const before = countLike(checkText(text), problem);
      const after = countLike(checkText(applyEdits(text, fix.edits)), problem);
      assert.ok(after < before, `${where}: after "${fix.title}" there is still: ${problem.message}`);
    }
  });

  it("brings no error when it is preferred", () => {
    for (const { where, text, fix } of offers.filter((offer) => offer.fix.preferred)) {
      const errors = (checked: string) => checkText(checked).filter((problem) => problem.severity === "error").length;
      assert.ok(errors(applyEdits(text, fix.edits)) <= errors(text), `${where}: ${fix.title}`);
    }
  });

  it("never breaks JSON that was whole", () => {
    for (const { where, text, fix } of offers) {
      if (!isJson(text)) continue;
      assert.ok(isJson(applyEdits(text, fix.edits)), `${where}: ${fix.title}`);
    }
  });

  it("keeps the line ends of the text", () => {
    for (const { where, text, problem } of offers) {
      const windows = text.replaceAll("\n", "\r\n");
      for (const fix of sameProblem(checkText(windows), problem)?.fixes ?? []) {
        assert.doesNotMatch(applyEdits(windows, fix.edits), /[^\r]\n/, `${where}: ${fix.title}`);
      }
    }
  });

  it("leads the whole text to no preferred fix left, when preferred ones are made one after the other", () => {
    for (const { code, name, text } of findFixtures()) {
      let current = text;
      for (let left = 50; left > 0; left--) {
        const fix = firstPreferred(checkText(current));
        if (!fix) break;
        current = applyEdits(current, fix.edits);
      }
      assert.equal(firstPreferred(checkText(current)), undefined, `${code}/${name}`);
    }
  });
});

/** How often a problem of this code is said in these words; places move under an edit, words do not. */
function countLike(problems: readonly Problem[], { code, message }: Problem): number {
  return problems.filter((problem) => problem.code === code && problem.message === message).length;
}

function sameProblem(problems: readonly Problem[], { code, message }: Problem): Problem | undefined {
  return problems.find((problem) => problem.code === code && problem.message === message);
}

function firstPreferred(problems: readonly Problem[]): Fix | undefined {
  return problems.flatMap((problem) => problem.fixes).find((fix) => fix.preferred);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
