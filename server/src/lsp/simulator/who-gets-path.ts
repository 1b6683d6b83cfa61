// Who gets a path, for hover and lens: those whom an association or a name lets in and who may do anything there.

import { associationText } from "../../evaluator/explain-roles.ts";
import { whoCan } from "../../evaluator/who-can.ts";
import { ruleTypesOf } from "../../features/brief-path.ts";
import type { Policy } from "../../policy/policy.ts";
import { findRuleType } from "../../policy/rule-type.ts";
import type { PathEntry } from "../../policy/rules-file.ts";
import { tokenizePattern } from "../../policy/tokenize-pattern.ts";
import type { Session } from "../session.ts";

/** Larger policies are asked in the view, where waiting is no surprise. */
const MOST_RULES = 3000;

/** The clients in words; nothing where nobody is known to hold anything, without a manifest, or where it is much work. */
export function whoGetsPath({ workspace }: Session, uri: string, entry: PathEntry): string[] | undefined {
  const snapshot = workspace.policyOf(uri);
  if (snapshot?.manifest === undefined || countWork(snapshot.policy) > MOST_RULES) return undefined;
  const { policy } = snapshot;
  const inside = tokenizePattern(entry.pattern);
  const now = Math.floor(Date.now() / 1000);
  const answers = ruleTypesOf(entry).flatMap((ruleType) =>
    telling(ruleType).flatMap(
      (capability) => whoCan(policy, { capability, ruleType, inside }, { time: now, appliedAt: now }).answers,
    ),
  );
  const names = answers.flatMap(
    ({ identity, association }) => identity ?? (association ? [associationText(association)] : []),
  );
  return [...new Set(names)];
}

/** Whoever may do anything may list, where there is listing (F3.1); else every capability is asked for. */
function telling(ruleType: string): NonNullable<ReturnType<typeof findRuleType>>["capabilities"] {
  const capabilities = findRuleType(ruleType)?.capabilities ?? [];
  return capabilities.includes("list") ? ["list"] : capabilities;
}

/** The rules that are read to answer: those of a role once for each who holds it. */
function countWork({ roles, identities }: Policy): number {
  const ofRoles = roles.reduce(
    (sum, { rules, associations }) => sum + rules.length * Math.max(1, associations.length),
    0,
  );
  const all = roles.reduce((sum, { rules }) => sum + rules.length, 0);
  return ofRoles + all * identities.length;
}
