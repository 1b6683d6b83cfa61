// What a client's rules of one type say, for comparing one client with another: the admin role's full access is one
// more allow here, and what does not act is left out.

import { fullSet } from "../policy/capability-set.ts";
import { ANY, type PathTokens } from "../policy/path-tokens.ts";
import { holdsAdminRole } from "../policy/role.ts";
import type { Client } from "./client.ts";
import type { ReadPattern } from "./compare-patterns.ts";
import { DenyMeetings } from "./deny-meetings.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import type { IndexedRule } from "./indexed-rule.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";
import { ReachingRule, ReachingRules } from "./reaching-rules.ts";
import { ALL_RULES, type Sought } from "./sought-rules.ts";

export interface TypeAccess {
  readonly isAdmin: boolean;
  /** One for each scope whose denies cut each other's allows; what any of them leaves is granted (A1). */
  readonly indexes: readonly PathIndex[];
  /** By index: the role of its first rule, which has all of them where roles are scopes of their own. */
  readonly roles: readonly (string | undefined)[];
  /**
   * The rules that share a path with a pattern and are sought: never too few. Where looking for them takes more steps
   * than are left, it does not look, and names all that are sought.
   */
  reaching(pattern: ReadPattern, steps: StepsLeft, sought?: Sought): readonly ReachingRule[];
  /** Which of its denies some of its allows meet for any claim values. */
  readonly meetings: DenyMeetings;
}

export const EVERYTHING: PathTokens = ["/", ANY];

/** The acting rules of a client on one rule type. */
export function accessOfType(client: Client, ruleType: string): TypeAccess {
  if (holdsAdminRole(client)) {
    const full: IndexedRule = { tokens: EVERYTHING, grants: fullSet(ruleType), denies: false };
    const only = new ReachingRule(full, 0, 0);
    const reaching: TypeAccess["reaching"] = (_, __, { bits } = ALL_RULES) =>
      (full.grants & bits) !== 0 ? [only] : [];
    const meetings = new DenyMeetings(() => []);
    return { isAdmin: true, indexes: [buildPathIndex([full])], roles: [undefined], reaching, meetings };
  }
  const scopes = (client.compartmentsByType.get(ruleType) ?? []).map(({ acting }) => acting);
  const rules = scopes.map((acting, index) => new ReachingRules(acting, index));
  const only = rules.length === 1 ? rules[0] : undefined;
  return {
    isAdmin: false,
    indexes: scopes.map(({ paths }) => paths),
    roles: scopes.map(({ entries }) => entries[0]?.rule.role),
    reaching: (pattern, steps, sought) =>
      only ? only.reaching(pattern, steps, sought) : rules.flatMap((scope) => scope.reaching(pattern, steps, sought)),
    meetings: new DenyMeetings(() => rules.flatMap((scope) => scope.allDenies())),
  };
}
