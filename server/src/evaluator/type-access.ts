// What a client's rules of one type say, for comparing one client with another: the admin role's full access is one
// more allow here, and what does not act is left out.

import { fullSet } from "../policy/capability-set.ts";
import { ANY, type PathTokens } from "../policy/path-tokens.ts";
import type { Client } from "./client.ts";
import type { IndexedRule } from "./indexed-rule.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";

export interface TypeAccess {
  readonly isAdmin: boolean;
  /** One for each scope whose denies cut each other's allows; what any of them leaves is granted (A1). */
  readonly indexes: readonly PathIndex[];
  /** By index: the role of its first rule, which has all of them where roles are scopes of their own. */
  readonly roles: readonly (string | undefined)[];
  /** The rules that share a path with a pattern. */
  reaching(tokens: PathTokens): IndexedRule[];
}

export const EVERYTHING: PathTokens = ["/", ANY];

/** The acting rules of a client on one rule type. */
export function accessOfType(client: Client, ruleType: string): TypeAccess {
  if (isAdmin(client)) {
    const full: IndexedRule = { tokens: EVERYTHING, grants: fullSet(ruleType), denies: false };
    return { isAdmin: true, indexes: [buildPathIndex([full])], roles: [undefined], reaching: () => [full] };
  }
  const scopes = (client.compartmentsByType.get(ruleType) ?? []).map(({ acting }) => acting);
  return {
    isAdmin: false,
    indexes: scopes.map(({ paths }) => paths),
    roles: scopes.map(({ entries }) => entries[0]?.rule.role),
    reaching: (tokens) =>
      scopes.flatMap(({ paths, entries }) =>
        paths.overlapping(tokens).flatMap((id) => {
          const entry = entries[id];
          return entry ? { tokens: entry.tokens, grants: entry.rule.grants, denies: entry.rule.denies } : [];
        }),
      ),
  };
}

export function isAdmin({ roles }: Client): boolean {
  return roles.some((role) => role.admin);
}
