// The page that says how access is decided says the same as the evaluator.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { prepareClient } from "../../server/src/evaluator/client.ts";
import { decide } from "../../server/src/evaluator/decide.ts";
import { explainDecision } from "../../server/src/evaluator/explain-decision.ts";
import { sentenceText } from "../../server/src/evaluator/sentence.ts";
import { accessRulesOf } from "../../server/src/policy/access-rule.ts";
import { ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";

const page = readFileSync("docs/semantics.md", "utf8");

describe("the worked example", () => {
  const file = /```json\n([^`]+)```/.exec(page)?.[1] ?? "";
  const rules = accessRulesOf(readRulesFile(file), "example.json");
  const client = prepareClient([{ name: "example", admin: false, rules, associations: [] }]);
  const rows = tableRows(page).filter(([path = ""]) => path.startsWith("`"));

  test("it has rules and questions", () => {
    assert.equal(rules.length, 6);
    assert.equal(rows.length, 10);
  });
  for (const [path = "", ruleType = "", headline = "", why = ""] of rows)
    test(`${path}, ${ruleType}`, () => {
      const words = explainDecision(decide(client, unquote(ruleType), unquote(path)), "example.json");
      assert.equal(words.headline, headline);
      const told = words.because.length > 0 ? words.because : words.nearMisses.slice(0, 1);
      assert.equal(told.map(sentenceText).join(" "), why);
    });
});

test("every assumption stands on the page as it is taken", () => {
  const rows = tableRows(page).filter(([id = ""]) => /^A\d+$/.test(id));
  assert.deepEqual(
    rows,
    ASSUMPTIONS.map(({ id, name, statement, values = [] }) => [
      id,
      `\`${name}\``,
      statement,
      values.map((value) => `\`${value}\``).join(", "),
    ]),
  );
});

test("every fact that the code or a page names stands on the page", () => {
  const known = new Set(tableRows(page).map(([id]) => id));
  for (const folder of ["server/src", "docs", "test/cases"])
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!/\.(ts|md|json)$/.test(name)) continue;
      const named = readFileSync(`${folder}/${name}`, "utf8").match(/\bF\d\.\d+\b/g) ?? [];
      const unknown = named.filter((id) => !known.has(id));
      assert.deepEqual(unknown, [], `${folder}/${name}`);
    }
});

test("code and pages name facts and assumptions, not sections of a document", () => {
  for (const folder of ["server/src", "client/src", "docs", "test"])
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!/\.(ts|md)$/.test(name)) continue;
      assert.doesNotMatch(readFileSync(`${folder}/${name}`, "utf8"), /\bsections? \d/i, `${folder}/${name}`);
    }
});

/** The cells of every table row. */
function tableRows(text: string): string[][] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf("|"))
        .split("|")
        .map((cell) => cell.trim()),
    );
}

function unquote(cell: string): string {
  return cell.replaceAll("`", "");
}
