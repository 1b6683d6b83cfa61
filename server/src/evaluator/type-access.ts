// What a client's rules of one type say, for comparing one client with another: the admin role's full access is one
// more allow here, and what does not act is left out.

import { fullSet } from "../policy/capability-set.ts";
import { ANY, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { replaceTemplates } from "../policy/tokenize-pattern.ts";
import type { Client } from "./client.ts";
import { type ReadPattern, readPattern } from "./compare-patterns.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import type { IndexedRule } from "./indexed-rule.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";
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
  reaching(tokens: PathTokens, steps: StepsLeft, sought?: Sought): readonly ReachingRule[];
}

/** A rule whose pattern is read when first needed, and by its index and its id there. */
export class ReachingRule implements ReadPattern, IndexedRule {
  readonly tokens: PathTokens;
  readonly grants: number;
  readonly denies: boolean;
  readonly index: number;
  readonly id: number;
  private read: ReadPattern | undefined;
  private widest: ReadPattern | undefined;

  constructor({ tokens, grants, denies }: IndexedRule, index: number, id: number) {
    this.tokens = tokens;
    this.grants = grants;
    this.denies = denies;
    this.index = index;
    this.id = id;
  }

  get segments(): ReadPattern["segments"] {
    this.read ??= readPattern(this.tokens);
    return this.read.segments;
  }

  /** The pattern with any value in the place of each template. */
  get forAnyValue(): ReadPattern {
    if (this.widest === undefined) {
      const tokens = replaceTemplates(this.tokens, () => SEGMENT);
      this.widest = tokens === this.tokens ? this : readPattern(tokens);
    }
    return this.widest;
  }
}

export const EVERYTHING: PathTokens = ["/", ANY];

/** The acting rules of a client on one rule type. */
export function accessOfType(client: Client, ruleType: string): TypeAccess {
  if (isAdmin(client)) {
    const full: IndexedRule = { tokens: EVERYTHING, grants: fullSet(ruleType), denies: false };
    const only = new ReachingRule(full, 0, 0);
    const reaching: TypeAccess["reaching"] = (_, __, { bits } = ALL_RULES) =>
      (full.grants & bits) !== 0 ? [only] : [];
    return { isAdmin: true, indexes: [buildPathIndex([full])], roles: [undefined], reaching };
  }
  const scopes = (client.compartmentsByType.get(ruleType) ?? []).map(({ acting: { paths, entries } }) => {
    const known = new Map<number, ReachingRule>();
    return { paths, entries, known };
  });
  return {
    isAdmin: false,
    indexes: scopes.map(({ paths }) => paths),
    roles: scopes.map(({ entries }) => entries[0]?.rule.role),
    reaching: (tokens, steps, sought) => {
      const found: ReachingRule[] = [];
      for (const [index, { paths, entries, known }] of scopes.entries()) {
        for (const id of paths.overlapping(tokens, steps, sought)) {
          const entry = entries[id];
          if (entry === undefined) continue;
          const { grants, denies } = entry.rule;
          const rule = known.get(id) ?? new ReachingRule({ tokens: entry.tokens, grants, denies }, index, id);
          known.set(id, rule);
          found.push(rule);
        }
      }
      return found;
    },
  };
}

/** Whether the client holds the admin role, by which it may do everything (F4.6), whatever is denied (A2). */
export function isAdmin({ roles }: Client): boolean {
  return roles.some((role) => role.admin);
}
