// What an index knows of a rule, and the numbers in which it answers. Roles, ttl and templates are resolved before.
import type { PathTokens } from "../policy/path-tokens.ts";

export interface IndexedRule {
  readonly tokens: PathTokens;
  /** Capability bits 0 to 29. */
  readonly grants: number;
  readonly denies: boolean;
}

/** The outcome of a path that a rule denies; it never stands beside granted bits (F3.2, F4.2). */
export const DENIED: number = 1 << 30;
