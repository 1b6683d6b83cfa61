// What a client's rules of one type say, for comparing one client with another: the admin role's full access is one
// more allow here, and what does not act is left out.

import { fullSet } from "../policy/capability-set.ts";
import { ANY, type PathTokens } from "../policy/path-tokens.ts";
import type { Client } from "./client.ts";
import { type ReadPattern, readPattern } from "./compare-patterns.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import type { IndexedRule } from "./indexed-rule.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";
import type { RuleEntry } from "./rule-index.ts";

export interface TypeAccess {
  readonly isAdmin: boolean;
  /** One for each scope whose denies cut each other's allows; what any of them leaves is granted (A1). */
  readonly indexes: readonly PathIndex[];
  /** By index: the role of its first rule, which has all of them where roles are scopes of their own. */
  readonly roles: readonly (string | undefined)[];
  /**
   * The rules that share a path with a pattern: never too few. Where looking for them takes more steps than are left,
   * it does not look, and names all.
   */
  reaching(tokens: PathTokens, steps: StepsLeft): readonly ReachingRule[];
}

/** A rule that is read when first needed, and by its index and its id there. */
export interface ReachingRule extends ReadPattern, IndexedRule {
  readonly index: number;
  readonly id: number;
}

export const EVERYTHING: PathTokens = ["/", ANY];

/** The acting rules of a client on one rule type. */
export function accessOfType(client: Client, ruleType: string): TypeAccess {
  if (isAdmin(client)) {
    const full: IndexedRule = { tokens: EVERYTHING, grants: fullSet(ruleType), denies: false };
    const reaching = [{ ...readPattern(EVERYTHING), ...full, index: 0, id: 0 }];
    return { isAdmin: true, indexes: [buildPathIndex([full])], roles: [undefined], reaching: () => reaching };
  }
  const scopes = (client.compartmentsByType.get(ruleType) ?? []).map(({ acting: { paths, entries } }) => {
    const known: ReachingRule[] = [];
    return { paths, entries, known };
  });
  return {
    isAdmin: false,
    indexes: scopes.map(({ paths }) => paths),
    roles: scopes.map(({ entries }) => entries[0]?.rule.role),
    reaching: (tokens, steps) => {
      const found: ReachingRule[] = [];
      for (const [index, { paths, entries, known }] of scopes.entries()) {
        for (const id of paths.overlapping(tokens, steps)) {
          const entry = entries[id];
          if (entry === undefined) continue;
          known[id] ??= readRule(entry, index, id);
          found.push(known[id]);
        }
      }
      return found;
    },
  };
}

function readRule({ tokens, rule: { grants, denies } }: RuleEntry, index: number, id: number): ReachingRule {
  return { ...readPattern(tokens), grants, denies, index, id };
}

export function isAdmin({ roles }: Client): boolean {
  return roles.some((role) => role.admin);
}
