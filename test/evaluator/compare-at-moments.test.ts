// Edits among rules that end one after the other: what cannot be compared at every moment is named as not decided.

import assert from "node:assert/strict";
import { test } from "node:test";
import { AnswerBudget } from "../../server/src/evaluator/answer-budget.ts";
import { compareAtMoments } from "../../server/src/evaluator/compare-at-moments.ts";
import type { HeldRoles } from "../../server/src/evaluator/held-roles.ts";
import { accessRulesOf } from "../../server/src/policy/access-rule.ts";
import { DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { ANY } from "../../server/src/policy/path-tokens.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";

type Rules = Readonly<Record<string, readonly { capabilities: string; ttl?: string }[]>>;

function held(rules: Rules): HeldRoles {
  const file = readRulesFile(JSON.stringify(rules));
  const role = { name: "r", admin: false, rules: accessRulesOf(file, "r.json"), associations: [] };
  return { roles: [role], assumptions: DEFAULT_ASSUMPTIONS };
}

/** A deny of its own for each minute, on parts of what the edit opens. */
function denies(count: number): Rules {
  const minutes = Array.from({ length: count }, (_, minute) => minute + 1);
  return Object.fromEntries(
    minutes.map((minute) => [`/a/${minute}/*`, [{ capabilities: "[deny]", ttl: String(minute) }]]),
  );
}

const opened: Rules = { "/a/*": [{ capabilities: "[read]" }] };
const times = { time: 0, appliedAt: 0 };

test("every end of a deny within a new allow is a moment at which more is gained", () => {
  const effort = new AnswerBudget();
  const { decided, gained, lost } = compareAtMoments(
    held(denies(50)),
    held({ ...denies(50), ...opened }),
    times,
    effort,
  );
  assert.equal(decided, true);
  assert.deepEqual(effort.leftOut, []);
  assert.deepEqual(new Set(gained.map(({ from }) => from)), new Set([undefined, ...minutesTo(50)]));
  assert.equal(lost.length, 0);
});

test("of too many moments the first are told, and the rules whose later effect is open", () => {
  const effort = new AnswerBudget();
  const { decided, gained } = compareAtMoments(held(denies(1500)), held({ ...denies(1500), ...opened }), times, effort);
  assert.equal(decided, false);
  const tokens = ["/a/", ANY];
  assert.deepEqual(
    effort.leftOut,
    (["gained", "lost"] as const).map((change) => ({ role: "r", ruleType: "item-rule", tokens, change })),
  );
  const from = new Set(gained.map((change) => change.from));
  assert.ok(from.has(undefined) && from.has(60) && !from.has(1500 * 60), "the first moments and not the last");
});

const minutesTo = (count: number): number[] => Array.from({ length: count }, (_, minute) => (minute + 1) * 60);
