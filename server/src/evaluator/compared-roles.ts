// One version of the roles that a client holds, and what is asked of it again and again when versions are compared.

import type { AccessRule } from "../policy/access-rule.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { holdsAdminRole } from "../policy/role.ts";
import type { Client } from "./client.ts";
import { type ClientRule, endOf } from "./client-rule.ts";
import { type HeldRoles, rulesOf } from "./held-roles.ts";
import { indexByValue, type RulesByValue } from "./rules-by-value.ts";

export class ComparedRoles {
  readonly held: HeldRoles;
  readonly rules: readonly AccessRule[];
  /** Those that end. */
  readonly passing: readonly AccessRule[];
  readonly isAdmin: boolean;
  private readonly known: ReadonlySet<AccessRule>;
  private readonly client: Client;
  private indexed: RulesByValue | undefined;

  /** @param client the same at the first moment of a comparison, with templates that stand for themselves. */
  constructor(held: HeldRoles, client: Client) {
    this.held = held;
    this.client = client;
    this.rules = rulesOf(held);
    this.passing = this.rules.filter(({ expiry }) => expiry !== undefined);
    this.isAdmin = holdsAdminRole(held);
    this.known = new Set(this.rules);
  }

  get appliedAt(): number {
    return this.client.circumstances.appliedAt;
  }

  has(rule: AccessRule): boolean {
    return this.known.has(rule);
  }

  /** In unix seconds. */
  endOf(rule: AccessRule): number {
    return endOf(rule, this.appliedAt);
  }

  /** The rules of a type that act at a moment, for some claim values, on a path of a pattern. */
  near(ruleType: string, tokens: PathTokens, time: number): ClientRule[] {
    this.indexed ??= indexByValue(this.client);
    return this.indexed.near(ruleType, tokens).filter(({ rule }) => this.endOf(rule) > time);
  }

  /** The roles with only the rules that act at a moment on some of these paths. */
  narrowTo(ruleType: string, tokens: PathTokens, time: number): HeldRoles {
    const near = this.near(ruleType, tokens, time);
    const names = [...new Set(near.map(({ role }) => role))];
    const roles = names.map((name) => {
      const rules = near.filter(({ role }) => role === name).map(({ rule }) => rule);
      return { name, admin: false, rules, associations: [] };
    });
    return { ...this.held, roles };
  }
}
