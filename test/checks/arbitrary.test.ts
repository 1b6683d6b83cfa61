// Any JSON, and any damage to a rules file: the checks never throw and every place they name lies in the text.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { CAPABILITIES } from "../../server/src/policy/capability.ts";
import { RULE_TYPES } from "../../server/src/policy/rule-type.ts";
import type { Span } from "../../server/src/text/span.ts";
import { applyEdits } from "../../server/src/text/text-edit.ts";
import { checkText } from "./check-text.ts";
import { DOCUMENTED_SAMPLE } from "./samples.ts";

const WORDS = [...CAPABILITIES.flatMap(({ name, exportName }) => [name, exportName ?? "x"]), "raed", "READ", "", "*"];
const KEYS = ["rule-type", "capabilities", "ttl", "type", "capability", "Rule-Type", "path", "ttl ", "x"];
const PATHS = ["/a", "a", "", "/a/**", "/*/+a/?", "/{{x}}/{y}/{{.z}}", "/{{", "}}", "/a\\u002a", "*", "é\\ud83d"];
const PIECES = [
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  `"`,
  "\\",
  "//",
  "/*",
  "\n",
  "\r",
  "*/",
  "\\u",
  "null",
  "1",
  "\ud83d",
  "é",
];

const word = fc.constantFrom(...WORDS);
const list = fc.oneof(
  fc.array(word, { maxLength: 5 }).map((words) => JSON.stringify(`[${words.join(", ")}]`)),
  fc.array(word, { maxLength: 3 }).map((words) => JSON.stringify(words)),
  word.map((one) => JSON.stringify(one)),
);
const value = fc.oneof(
  list,
  fc.constantFrom(
    ...RULE_TYPES.map((type) => JSON.stringify(type.name)),
    `"30"`,
    "30",
    "-1",
    "null",
    `"1h"`,
    "{}",
    "[]",
  ),
);
const rule = fc
  .array(fc.tuple(fc.constantFrom(...KEYS), value), { maxLength: 5 })
  .map((members) => `{ ${members.map(([key, one]) => `${JSON.stringify(key)}: ${one}`).join(", ")} }`);
const rulesFile = fc
  .array(fc.tuple(fc.constantFrom(...PATHS), fc.array(rule, { maxLength: 4 })), { maxLength: 5 })
  .map((paths) => `{\n${paths.map(([path, rules]) => `  "${path}": [${rules.join(",\n    ")}]`).join(",\n")}\n}`);
const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 6 }), fc.constantFrom(...PIECES)), {
  minLength: 1,
  maxLength: 6,
});

function damageText(text: string, damages: readonly (readonly [number, number, string])[]): string {
  return damages.reduce((current, [at, length, piece]) => {
    const from = at % (current.length + 1);
    return current.slice(0, from) + piece + current.slice(from + length);
  }, text);
}

/** Checks a text and holds every place of every problem and fix to it. */
function assertSound(text: string): void {
  const inside = ({ start, end }: Span) => 0 <= start && start <= end && end <= text.length;
  for (const problem of checkText(text)) {
    const edits = problem.fixes.flatMap((fix) => fix.edits);
    for (const { span } of [problem, ...problem.related, ...edits]) {
      assert.ok(inside(span), `${problem.code} at ${span.start}-${span.end} in ${JSON.stringify(text)}`);
    }
    assert.ok(problem.message.length > 10 && problem.message.length < 500, problem.message);
    for (const fix of problem.fixes) applyEdits(text, fix.edits);
  }
}

describe("the checks", () => {
  it("bear any JSON", () => {
    fc.assert(fc.property(fc.json(), assertSound));
  });

  it("bear any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), assertSound));
  });

  it("bear rules files made of odd pieces", () => {
    fc.assert(fc.property(rulesFile, assertSound), { numRuns: 500 });
  });

  it("bear damaged rules files", () => {
    fc.assert(
      fc.property(fc.oneof(rulesFile, fc.constant(DOCUMENTED_SAMPLE)), damage, (text, damages) =>
        assertSound(damageText(text, damages)),
      ),
      {
        numRuns: 500,
      },
    );
  });

  it("offer fixes that keep whole JSON whole and take their problem away", () => {
    fc.assert(
      fc.property(rulesFile, (text) => {
        for (const problem of checkText(text)) {
          const like = (other: { code: string }) => other.code === problem.code;
          for (const fix of problem.fixes) {
            const after = applyEdits(text, fix.edits);
            assert.doesNotThrow(() => JSON.parse(after), `${fix.title} in ${text}`);
            const left = checkText(after).filter(like).length;
            assert.ok(left < checkText(text).filter(like).length, `${problem.message} / ${fix.title} in ${text}`);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
