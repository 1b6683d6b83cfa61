// Every case of every workspace check: test/fixtures/<code>/<case>.workspace.json against the findings beside it.
// `UPDATE=1` writes the expected files anew; read them before committing.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { env } from "node:process";
import { describe, it } from "node:test";
import { checkWorkspace } from "../../server/src/checks/check-workspace.ts";
import type { Fix } from "../../server/src/checks/problem.ts";
import type { WorkspaceProblem } from "../../server/src/checks/workspace-check.ts";
import { indexLines } from "../../server/src/text/line-index.ts";
import { applyEdits } from "../../server/src/text/text-edit.ts";
import { diffLines } from "./diff-lines.ts";
import { viewWorkspace, type WorkspaceCase } from "./view-workspace.ts";

const FOLDER = "test/fixtures";
const INPUT = ".workspace.json";

for (const code of readdirSync(FOLDER)) {
  const names = readdirSync(`${FOLDER}/${code}`).filter((name) => name.endsWith(INPUT));
  if (names.length === 0) continue;
  describe(`workspace cases of ${code}`, () => {
    for (const name of names) it(name.slice(0, -INPUT.length).replaceAll("-", " "), () => compare(code, name));
  });
}

function compare(code: string, name: string): void {
  const file = `${FOLDER}/${code}/${name}`;
  const workspace = viewWorkspace(JSON.parse(readFileSync(file, "utf8")));
  const found = [...checkWorkspace(workspace.view, new Map()).values()].flat();
  const own = found.filter((problem) => problem.code === code);
  assert.equal(own.length > 0, !name.startsWith("clean-"), `${own.length} problems of ${code} in ${name}`);
  const beside = new Set(found.filter((problem) => problem.code !== code).map((problem) => `beside ${problem.code}`));
  const head = own.length > 0 ? [] : [`no problems of ${code}`];
  const rendered = `${[...head, ...own.map((problem) => render(problem, workspace)), ...beside].join("\n")}\n`;
  const expected = `${file.slice(0, -INPUT.length)}.workspace.txt`;
  if (env["UPDATE"] === "1") writeFileSync(expected, rendered);
  assert.ok(existsSync(expected), `${expected} is missing; write it with UPDATE=1 and read it`);
  assert.equal(rendered, readFileSync(expected, "utf8"));
}

function render(
  { severity, code, message, related, fixes, ...place }: WorkspaceProblem,
  workspace: WorkspaceCase,
): string {
  const tag = place.tag ? ` (${place.tag})` : "";
  return [
    `${renderPlace(place, workspace)}`,
    `  ${severity} ${code}${tag}: ${message}`,
    ...related.map((other) => `  see ${renderPlace(other, workspace)}: ${other.message}`),
    ...fixes.flatMap((fix) => renderFix(fix, workspace.texts.get(place.document) ?? "")),
  ].join("\n");
}

/** With the lines that it changes. */
function renderFix({ title, edits, preferred }: Fix, text: string): string[] {
  const lines = diffLines(text, applyEdits(text, edits)).map((line) => `    ${line}`);
  return [`  fix${preferred ? " (preferred)" : ""}: ${title}`, ...lines];
}

function renderPlace(
  { document, span }: Pick<WorkspaceProblem, "document" | "span">,
  { texts }: WorkspaceCase,
): string {
  const text = texts.get(document) ?? "";
  const { line, character } = indexLines(text).positionAt(span.start);
  const marked = text.slice(span.start, span.end).replace(/\s+/g, " ");
  return `${document} ${line + 1}:${character + 1} ${marked.length > 60 ? `${marked.slice(0, 59)}…` : marked}`;
}
