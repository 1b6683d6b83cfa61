import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Severity } from "../../server/src/checks/problem.ts";
import { type ReportedProblem, reportProblems } from "../../server/src/cli/check-report.ts";
import { choosePaint, wantsColour } from "../../server/src/cli/paint.ts";
import { printable } from "../../server/src/cli/printable.ts";
import { writeCheckReport } from "../../server/src/cli/write-check-report.ts";

const range = (line: number, character: number): ReportedProblem["range"] => ({
  start: { line, character },
  end: { line, character: character + 1 },
});
const problem = (file: string, line: number, severity: Severity): ReportedProblem => ({
  file,
  code: "some-code",
  severity,
  message: "This is wrong.",
  range: range(line, 4),
  related: [],
  fixes: [],
});
const write = (problems: readonly ReportedProblem[], fileCount: number): string =>
  writeCheckReport(reportProblems(problems), { fileCount, complete: true }, choosePaint(false));

describe("the report for people", () => {
  test("stands in columns, file by file, with twins and fixes under the message", () => {
    const twins = [{ file: "a.json", range: range(0, 0), message: "The first" }];
    const text = write(
      [
        { ...problem("a.json", 8, "error"), related: twins, fixes: ["Change to x", "Remove it"] },
        problem("a.json", 99, "warning"),
        problem("other.json", 0, "hint"),
      ],
      3,
    );
    assert.equal(
      text,
      [
        "a.json:9:5    error    This is wrong.  some-code",
        "                       see a.json:1:1: The first",
        "                       fix: Change to x",
        "                       fix: Remove it",
        "a.json:100:5  warning  This is wrong.  some-code",
        "",
        "other.json:1:5  hint  This is wrong.  some-code",
        "",
        "1 error, 1 warning, 1 hint in 3 files.",
        "",
      ].join("\n"),
    );
  });

  test("counts in words", () => {
    const all: Severity[] = ["error", "error", "warning", "warning", "information", "information", "hint", "hint"];
    const text = write(
      all.map((severity) => problem("a.json", 0, severity)),
      1,
    );
    assert.match(text, /\n\n2 errors, 2 warnings, 2 information, 2 hints in 1 file\.\n$/);
    assert.equal(write([], 2), "No problems in 2 files.\n");
  });
});

describe("printable text", () => {
  test("shows what would steer the terminal", () => {
    assert.equal(printable("a\u0007\n\u009b\u2066b"), "a\\u0007\\u000a\\u009b\\u2066b");
    assert.equal(printable("päth/😀 +*"), "päth/😀 +*");
  });
});

describe("colour", () => {
  test("is for terminals, unless wished otherwise", () => {
    assert.equal(wantsColour({}, true), true);
    assert.equal(wantsColour({}, false), false);
    assert.equal(wantsColour({ TERM: "dumb" }, true), false);
    assert.equal(wantsColour({ NO_COLOR: "1" }, true), false);
    assert.equal(wantsColour({ NO_COLOR: "" }, true), true);
    assert.equal(wantsColour({ FORCE_COLOR: "1" }, false), true);
    assert.equal(wantsColour({ FORCE_COLOR: "", NO_COLOR: "1" }, false), true);
    assert.equal(wantsColour({ FORCE_COLOR: "0" }, true), false);
  });
});
