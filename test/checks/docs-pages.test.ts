// Every check has its page in docs/checks, in one form, and the examples on it do what the page says.
// `UPDATE=1` writes the index page anew.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { env } from "node:process";
import { describe, it } from "node:test";
import { CHECKS } from "../../server/src/checks/all-checks.ts";
import { ALL_CHECKS, WORKSPACE_CHECKS } from "../../server/src/checks/all-workspace-checks.ts";
import { checkWorkspace } from "../../server/src/checks/check-workspace.ts";
import type { Problem } from "../../server/src/checks/problem.ts";
import { REPORTED_FAULTS } from "../../server/src/checks/reported-faults.ts";
import { checkText } from "./check-text.ts";
import { writeIndexPage } from "./index-page.ts";
import { viewWorkspace } from "./view-workspace.ts";

const HEADINGS = ["Summary", "Avoid", "Prefer", "Why", "Fix", "Configure"];

for (const { code, severity, summary } of ALL_CHECKS) {
  const file = `docs/checks/${code}.md`;
  const page = existsSync(file) ? readFileSync(file, "utf8") : "";

  describe(`page of ${code}`, () => {
    it("has the title and the headings of every page, in order", () => {
      const headings = page.split("\n").filter((line) => line.startsWith("#"));
      assert.deepEqual(headings, [`# ${code}`, ...HEADINGS.map((heading) => `## ${heading}`)]);
    });

    it("says what the list of checks says", () => {
      assert.equal(sectionOf(page, "Summary"), `${summary}\n\nSeverity: ${severity}.`);
    });

    it("has a word below every heading", () => {
      for (const heading of HEADINGS) assert.ok(sectionOf(page, heading).length > 10, heading);
    });

    it("names the facts or assumptions it rests on", () => {
      assert.match(sectionOf(page, "Why"), /\b(F\d+\.\d+|A\d+|documented)\b/);
    });

    if (!CHECKS.some((check) => check.code === code)) {
      it("trips this check with the workspace that it says to avoid, and not with the one to prefer", () => {
        assert.ok(codesInWorkspace(exampleOf(page, "Avoid")).includes(code));
        assert.ok(!codesInWorkspace(exampleOf(page, "Prefer")).includes(code));
      });
      return;
    }

    it("trips this check and no other but hints with what it says to avoid", () => {
      const found = checkText(exampleOf(page, "Avoid")).filter((problem) => problem.code === code || isMore(problem));
      assert.deepEqual([...new Set(found.map((problem) => problem.code))], [code]);
    });

    it("trips nothing but hints of others with what it says to prefer", () => {
      const found = checkText(exampleOf(page, "Prefer")).filter((problem) => problem.code === code || isMore(problem));
      assert.deepEqual(found, []);
    });
  });
}

describe("index of checks", () => {
  it("is the page that the list of checks gives", () => {
    const file = "docs/checks/README.md";
    if (env["UPDATE"] === "1") writeFileSync(file, writeIndexPage(CHECKS, WORKSPACE_CHECKS, REPORTED_FAULTS));
    assert.equal(readFileSync(file, "utf8"), writeIndexPage(CHECKS, WORKSPACE_CHECKS, REPORTED_FAULTS));
  });
});

/** The documented form `[read, list]` is worth a hint, and pages show it. */
function isMore({ severity }: Problem): boolean {
  return severity !== "hint";
}

/** What is found in a workspace that is written file by file in one object. */
function codesInWorkspace(example: string): string[] {
  const found = checkWorkspace(viewWorkspace(JSON.parse(example)).view, new Map());
  return [...found.values()].flat().map((problem) => problem.code);
}

function sectionOf(page: string, heading: string): string {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  return section.slice(heading.length).trim();
}

function exampleOf(page: string, heading: string): string {
  return /```json\n([\s\S]*?)```/.exec(sectionOf(page, heading))?.[1] ?? "";
}
