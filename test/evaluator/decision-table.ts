// A decision table: roles with their rules, and tests that say what must be decided and in which words.

import type { Assumptions } from "../../server/src/policy/assumptions.ts";
import type { AuthMethod } from "../../server/src/policy/auth-method.ts";
import type { Claims, Role } from "../../server/src/policy/role.ts";

export interface DecisionTable {
  readonly about: string;
  /** The facts and assumptions that the table shows. */
  readonly restsOn: readonly string[];
  readonly roles: readonly Role[];
  readonly authMethods: readonly AuthMethod[];
  readonly tests: readonly TableTest[];
}

export interface TableTest {
  readonly name: string;
  readonly as: TableClient;
  /** Unix seconds. */
  readonly at: number;
  readonly appliedAt: number;
  readonly path: string;
  readonly ruleType: string;
  readonly assumptions: Assumptions;
  readonly expect: Expected;
}

/** Roles by name, or whatever roles an auth method and its claims select. */
export interface TableClient {
  readonly roles: readonly string[] | undefined;
  readonly authMethod: string | undefined;
  readonly claims: Claims;
}

/** What is absent is not asked, but for the capabilities: absent, there must be none. */
export interface Expected {
  readonly effect: string;
  readonly capabilities: readonly string[];
  readonly headline: string | undefined;
  readonly because: readonly string[] | undefined;
  readonly nearMisses: readonly string[] | undefined;
  readonly assumptions: readonly string[] | undefined;
}
