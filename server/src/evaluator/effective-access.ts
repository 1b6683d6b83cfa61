// Everything a client may do, restated as a short list of patterns: what its rules say once waste and denies are out.

import type { CapabilityName } from "../policy/capability.ts";
import { type CapabilitySet, capabilityNames, fullSet } from "../policy/capability-set.ts";
import { ANY, type PathTokens } from "../policy/path-tokens.ts";
import { RULE_TYPES } from "../policy/rule-type.ts";
import type { Client, Compartment, RuleEntry } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import { findPath } from "./find-path.ts";
import { DENIED } from "./indexed-rule.ts";
import { buildPathIndex } from "./path-index.ts";
import { type Region, subtract } from "./region.ts";

export interface EffectiveAccess {
  readonly ruleType: string;
  readonly capabilities: readonly CapabilityName[];
  readonly region: Region;
  /** A shortest path of the region. Absent where a question was not decided. */
  readonly witness: string | undefined;
  /** The rules that grant it. */
  readonly rules: readonly ClientRule[];
}

/** What a client may do, by rule type and pattern. Of the admin role it is everything (F4.6). */
export function effectiveAccess(client: Client, budget?: number): EffectiveAccess[] {
  if (client.roles.some((role) => role.admin)) return RULE_TYPES.map(({ name }) => fullAccess(name));
  return [...client.compartmentsByType].flatMap(([ruleType, compartments]) =>
    compartments.flatMap((compartment) => accessOf(ruleType, compartment, budget)),
  );
}

function fullAccess(ruleType: string): EffectiveAccess {
  const region: Region = { inside: ["/", ANY], except: [], exact: true };
  return { ruleType, capabilities: capabilityNames(fullSet(ruleType)), region, witness: "/", rules: [] };
}

/** Allows with the same paths, told as one. */
interface AllowGroup {
  readonly tokens: PathTokens;
  readonly grants: CapabilitySet;
  readonly rules: readonly ClientRule[];
}

/**
 * What other groups grant already, or denies leave nothing of, is not told. Each group that adds nothing is taken out
 * before the next is asked, so that of groups that make each other needless one remains.
 */
function accessOf(ruleType: string, { acting }: Compartment, budget: number | undefined): EffectiveAccess[] {
  const groups = groupAllows(acting.entries);
  const denies = acting.entries.filter(({ rule }) => rule.denies).map(({ tokens }) => tokens);
  const index = buildPathIndex([
    ...groups.map(({ tokens, grants }) => ({ tokens, grants, denies: false })),
    ...denies.map((tokens) => ({ tokens, grants: 0, denies: true })),
  ]);
  const told: EffectiveAccess[] = [];
  for (const [id, { tokens, grants, rules }] of [...groups.entries()].reverse()) {
    const added = findPath({
      inside: [tokens],
      indexes: [index],
      without: [{ index: 0, id }],
      wanted: ([outcome = 0]) => outcome !== DENIED && (grants & ~outcome) !== 0,
      hopeless: ([certain = 0]) => certain === DENIED || (grants & ~certain) === 0,
      fewerRulesSuffice: true,
      ...(budget === undefined ? {} : { budget }),
    });
    if (added.decided && added.witness === undefined) {
      index.remove(id);
      continue;
    }
    const cuts = index.overlapping(tokens).flatMap((other) => {
      const cut = denies[other - groups.length];
      return cut ? [cut] : [];
    });
    const witness = added.decided ? added.witness : undefined;
    told.push({ ruleType, capabilities: capabilityNames(grants), region: subtract(tokens, cuts), witness, rules });
  }
  return told.reverse();
}

function groupAllows(entries: readonly RuleEntry[]): AllowGroup[] {
  const groups = new Map<string, AllowGroup>();
  for (const { rule, tokens } of entries) {
    if (rule.denies || rule.grants === 0) continue;
    const key = JSON.stringify(tokens);
    const group = groups.get(key) ?? { tokens, grants: 0, rules: [] };
    groups.set(key, { tokens, grants: group.grants | rule.grants, rules: [...group.rules, rule] });
  }
  return [...groups.values()];
}
