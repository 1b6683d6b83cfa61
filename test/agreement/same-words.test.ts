// One question, one answer, whoever is asked: 500 questions to hover, line above the path, view, command line and
// evaluator, which must say the same words.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CodeLens, MarkupContent } from "vscode-languageserver";
import type { DecisionReport } from "../../server/src/cli/decision-report.ts";
import { prepareClient } from "../../server/src/evaluator/client.ts";
import { decide } from "../../server/src/evaluator/decide.ts";
import type { Decision } from "../../server/src/evaluator/decision.ts";
import { type Explanation, explainDecision } from "../../server/src/evaluator/explain-decision.ts";
import { sentenceText } from "../../server/src/evaluator/sentence.ts";
import { accessRulesOf } from "../../server/src/policy/access-rule.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import { folderWith, runCli } from "../cli/run-cli.ts";
import type { Editor } from "../lsp/editor.ts";
import { editWorkspace, ROOT } from "../lsp/workspace-editor.ts";
import { NAME, type PlacedQuestion, QUESTIONS, TEXT } from "./questions.ts";

interface Answer {
  readonly question: PlacedQuestion;
  readonly decision: Decision;
  readonly explanation: Explanation;
}

const uri = `${ROOT}/${NAME}`;
const rules = accessRulesOf(readRulesFile(TEXT), uri);
const client = prepareClient([{ name: NAME.replace(".akeyless.json", ""), admin: false, rules, associations: [] }]);
const answers: Answer[] = QUESTIONS.map((question) => {
  const decision = decide(client, question.ruleType, question.path);
  return { question, decision, explanation: explainDecision(decision, uri) };
});
let editor: Editor;

before(async () => {
  editor = await editWorkspace({ files: { [uri]: TEXT } });
  await editor.open(uri, TEXT);
});
after(() => editor.close());

test("there are 500 questions, with every kind of answer", () => {
  assert.equal(answers.length, 500);
  const kinds = new Map<string, number>();
  for (const { decision } of answers) kinds.set(decision.effect, (kinds.get(decision.effect) ?? 0) + 1);
  for (const effect of ["allowed", "denied", "not-granted"]) {
    assert.ok((kinds.get(effect) ?? 0) >= 50, `${effect}: ${kinds.get(effect)}`);
  }
});

test("the view says the evaluator's words", async () => {
  const holder = { kind: "role", name: NAME.replace(".akeyless.json", ""), claims: {} } as const;
  for (const { question, explanation, decision } of answers) {
    const told = await editor.ask("policyLens/decidePath", {
      ...{ uri, client: holder },
      ...{ path: question.path, ruleType: question.ruleType },
    });
    assert.ok(!("fault" in told));
    const text = (sentence: readonly (string | { readonly label: string })[]): string =>
      sentence.map((part) => (typeof part === "string" ? part : part.label)).join("");
    assert.deepEqual(
      [told.headline, told.capabilities, told.because.map(text), told.nearMisses.map(text), told.assumptions],
      [
        explanation.headline,
        decision.capabilities,
        explanation.because.map(sentenceText),
        explanation.nearMisses.map(sentenceText),
        explanation.assumptions,
      ],
    );
  }
});

test("the command line says the evaluator's words", async () => {
  const folder = folderWith({ [NAME]: TEXT });
  const input = QUESTIONS.map(({ path, ruleType }) => JSON.stringify({ path, ruleType })).join("\n");
  const { out, code } = await runCli(["impersonate", "--rules", NAME, "--queries", "-"], { folder, input });
  assert.equal(code, 0);
  const reports = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as DecisionReport);
  assert.deepEqual(
    reports.map(({ effect, capabilities, reasons }) => [effect, capabilities, reasons.map(({ why }) => why)]),
    answers.map(({ decision, explanation }) => [
      decision.effect,
      [...decision.capabilities].sort(),
      [...explanation.because, ...explanation.nearMisses].map(sentenceText),
    ]),
  );
});

test("the hover says the evaluator's words", async () => {
  for (const { question, decision, explanation } of answers) {
    const hover = await editor.hover(uri, `${question.line}:6`);
    const text = plain((hover?.contents as MarkupContent | undefined)?.value ?? "");
    const isTold = decision.effect !== "not-granted";
    assert.equal(text.includes(explanation.headline), isTold, `${explanation.headline}\n${text}`);
    if (isTold)
      for (const sentence of explanation.because) assert.ok(text.includes(`- ${sentenceText(sentence)}`), text);
  }
});

test("the line above a path says them in short", async () => {
  const lenses = await editor.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
  const byLine = new Map(lenses.map((lens) => [lens.range.start.line, lens]));
  for (const { question, decision, explanation } of answers.filter(({ question: { own } }) => own)) {
    const lens = byLine.get(question.line);
    assert.ok(lens);
    const resolved = await editor.connection.sendRequest<CodeLens>("codeLens/resolve", lens);
    const title = resolved.command?.title ?? "";
    if (decision.effect === "denied") {
      assert.match(title, /^denied by line \d+$/);
      const first = sentenceText(explanation.because[0] ?? []);
      assert.ok(first.startsWith(`${title.replace("denied by line", "Line")} denies everything`), `${title}\n${first}`);
    } else assert.ok(explanation.headline.startsWith(`Allowed: ${title} on `), `${title}\n${explanation.headline}`);
  }
});

/** Markdown of hovers as the text that people see. */
function plain(markdown: string): string {
  return markdown.replace(/\[((?:[^\]\\]|\\.)*)\]\([^)]*\)/g, "$1").replace(/\\([\\`*_[\]|<>&~$])/g, "$1");
}
