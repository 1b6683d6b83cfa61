// Who gets a path, for hover and lens: those whom an association or a name lets in and who may do anything there. Of
// whom that is not certain, the words say so.

import { associationText } from "../../evaluator/explain-roles.ts";
import { indexRole, narrowPolicy, type RoleIndex } from "../../evaluator/narrow-policy.ts";
import { whoHolds } from "../../evaluator/who-holds.ts";
import { ruleTypesOf } from "../../features/brief-path.ts";
import type { Assumptions } from "../../policy/assumptions.ts";
import type { Role } from "../../policy/role.ts";
import { findRuleType } from "../../policy/rule-type.ts";
import type { PathEntry } from "../../policy/rules-file.ts";
import { tokenizePattern } from "../../policy/tokenize-pattern.ts";
import type { Session } from "../session.ts";

/** Where more rules than this would have to be prepared for one path, the view is asked: there waiting is no surprise. */
const MOST_RULES = 100_000;

/** The clients in words; nothing where nobody is known to hold anything, without a manifest, or where it is much work. */
export function whoGetsPath({ workspace }: Session, uri: string, entry: PathEntry): string[] | undefined {
  const snapshot = workspace.policyOf(uri);
  if (snapshot?.manifest === undefined) return undefined;
  const inside = tokenizePattern(entry.pattern);
  const now = Math.floor(Date.now() / 1000);
  const names = new Set<string>();
  const perhaps = new Set<string>();
  for (const ruleType of ruleTypesOf(entry)) {
    const policy = narrowPolicy(snapshot.policy, ruleType, inside, (role) =>
      indexOf(role, snapshot.policy.assumptions),
    );
    const question = { capabilities: telling(ruleType), ruleType, inside };
    const held = whoHolds(policy, question, { time: now, appliedAt: now }, MOST_RULES);
    if (!held.decided) return undefined;
    const certain = held.identities.filter((name) => !held.perhaps.includes(name));
    for (const name of [...held.associations.map((each) => associationText(each)), ...certain]) names.add(name);
    for (const name of held.perhaps) perhaps.add(name);
  }
  return [...names, ...[...perhaps].filter((name) => !names.has(name)).map((name) => `${name} (may, not certain)`)];
}

/** Roles that an edit leaves alone are the same objects afterwards. */
const indexes = new WeakMap<Role, { readonly assumptions: Assumptions; readonly index: RoleIndex }>();

function indexOf(role: Role, assumptions: Assumptions): RoleIndex {
  const known = indexes.get(role);
  if (known?.assumptions === assumptions) return known.index;
  const index = indexRole(role, assumptions);
  indexes.set(role, { assumptions, index });
  return index;
}

/** Whoever may do anything may list, where there is listing (F3.1); else every capability is asked for. */
export function telling(ruleType: string): NonNullable<ReturnType<typeof findRuleType>>["capabilities"] {
  const capabilities = findRuleType(ruleType)?.capabilities ?? [];
  return capabilities.includes("list") ? ["list"] : capabilities;
}
