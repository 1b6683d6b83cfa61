// How long an answer takes that is about all of a policy at once. Times are in milliseconds.

import { type Client, prepareClient } from "../../../server/src/evaluator/client.ts";
import { compareAccess } from "../../../server/src/evaluator/compare-access.ts";
import { effectiveAccess } from "../../../server/src/evaluator/effective-access.ts";
import { whoCan } from "../../../server/src/evaluator/who-can.ts";
import { type AccessRule, accessRulesOf } from "../../../server/src/policy/access-rule.ts";
import { DEFAULT_ASSUMPTIONS } from "../../../server/src/policy/assumptions.ts";
import { EMPTY_INVENTORY } from "../../../server/src/policy/inventory.ts";
import { ANY } from "../../../server/src/policy/path-tokens.ts";
import { readRulesFile } from "../../../server/src/policy/read-rules-file.ts";
import type { Role } from "../../../server/src/policy/role.ts";
import type { WholeAnswerTime } from "../question-protocol.ts";

/** All that a client may do, who can read anywhere, and what one half of the rules gives that the other does not. */
export function timeWholeAnswers(text: string): WholeAnswerTime[] {
  const rules = accessRulesOf(readRulesFile(text), "rules.akeyless.json");
  return [timeAccess(rules), timeWhoCan(rules), timeHalves(rules)];
}

function timeAccess(rules: readonly AccessRule[]): WholeAnswerTime {
  const client = clientWith(rules);
  return timeAnswer("all that a client may do", () => {
    const access = effectiveAccess(client);
    return { parts: access.length, decided: access.every(({ witness }) => witness !== undefined) };
  });
}

function timeWhoCan(rules: readonly AccessRule[]): WholeAnswerTime {
  const nothingElse = { authMethods: [], identities: [], inventory: EMPTY_INVENTORY, notes: [] };
  const policy = { ...nothingElse, roles: [roleWith(rules)], assumptions: DEFAULT_ASSUMPTIONS };
  const question = { capability: "read", ruleType: "item-rule", inside: ["/", ANY] } as const;
  return timeAnswer("who can read anywhere", () => {
    const { answers, decided } = whoCan(policy, question, { time: 0, appliedAt: 0 });
    return { parts: answers.length, decided };
  });
}

function timeHalves(rules: readonly AccessRule[]): WholeAnswerTime {
  const half = (rest: number): Client => clientWith(rules.filter((_, at) => at % 2 === rest));
  const [even, odd] = [half(0), half(1)];
  return timeAnswer("one half of its rules compared to the other", () => {
    const { gained, lost, decided } = compareAccess(even, odd);
    return { parts: gained.length + lost.length, decided };
  });
}

function timeAnswer(name: string, ask: () => Pick<WholeAnswerTime, "parts" | "decided">): WholeAnswerTime {
  const start = performance.now();
  const answer = ask();
  return { name, milliseconds: performance.now() - start, ...answer };
}

function clientWith(rules: readonly AccessRule[]): Client {
  const circumstances = { claims: "symbolic", assumptions: DEFAULT_ASSUMPTIONS, time: 0, appliedAt: 0 } as const;
  return prepareClient([roleWith(rules)], circumstances);
}

function roleWith(rules: readonly AccessRule[]): Role {
  return { name: "bench", admin: false, rules, associations: [] };
}
