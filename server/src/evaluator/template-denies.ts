// Denies with templates, where no client is in question. As itself a template equals only the same template, so that a
// deny on /{{team}}/* would seem to take nothing from an allow on /dev/*, though it does from a client whose team is dev.

import type { AccessRule } from "../policy/access-rule.ts";
import type { Assumptions } from "../policy/assumptions.ts";
import { hasTemplate } from "../policy/path-pattern.ts";
import type { Role } from "../policy/role.ts";
import { applyRule, type ClientRule } from "./client-rule.ts";
import { coversAll } from "./compare-patterns.ts";
import type { Times } from "./prepare-identity.ts";

/** Roles that one client holds together, and what is assumed of them. */
export interface HeldRoles {
  readonly roles: readonly Role[];
  readonly assumptions: Assumptions;
}

/** The acting denies with templates that came or went, without those that a deny of the other side covers for any claims. */
export function changedTemplateDenies(was: HeldRoles, is: HeldRoles, at: Times): Set<AccessRule> {
  const [before, after] = [actingDenies(was, at), actingDenies(is, at)];
  return new Set([...unmatched(before, after), ...unmatched(after, before)]);
}

/** The roles without their denies with templates but these: others may not apply to the client that these apply to. */
export function showTemplateDenies(held: HeldRoles, shown: ReadonlySet<AccessRule>): HeldRoles {
  const isKept = (rule: AccessRule): boolean =>
    shown.has(rule) || !rule.capabilities.includes("deny") || !hasTemplate(rule.pattern);
  return { ...held, roles: held.roles.map((role) => ({ ...role, rules: role.rules.filter(isKept) })) };
}

function actingDenies({ roles, assumptions }: HeldRoles, at: Times): ClientRule[] {
  const circumstances = { ...at, assumptions, claims: "symbolic" } as const;
  return roles.flatMap(({ name, admin, rules }) =>
    (admin ? [] : rules)
      .filter(({ capabilities }) => capabilities.includes("deny"))
      .flatMap((rule) => applyRule(rule, name, circumstances))
      .filter(({ state }) => state.kind === "acts"),
  );
}

/** Most denies stand on both sides as they are, so that few are compared with others. */
function unmatched(denies: readonly ClientRule[], others: readonly ClientRule[]): AccessRule[] {
  const known = new Set(others.map(keyOf));
  return denies
    .filter((deny) => hasTemplate(deny.rule.pattern) && !known.has(keyOf(deny)))
    .filter((deny) => !others.some((other) => isCovered(deny, other)))
    .map(({ rule }) => rule);
}

/** Within its own rule type (F4.3). */
function isCovered({ rule, reaches }: ClientRule, other: ClientRule): boolean {
  return (
    rule.ruleType === other.rule.ruleType &&
    reaches.every((tokens) => other.reaches.some((wider) => coversAll(wider, tokens)))
  );
}

function keyOf({ rule: { ruleType, pattern }, role }: ClientRule): string {
  return JSON.stringify([role, ruleType, pattern.normal]);
}
