// Everything a client may do as patterns, with what is denied and what is uncertain among it; or only what changed.

import type { Client } from "../../evaluator/client.ts";
import type { ClientRule, RuleState } from "../../evaluator/client-rule.ts";
import { type AccessChange, compareAccess } from "../../evaluator/compare-access.ts";
import type { EffectiveAccess } from "../../evaluator/effective-access.ts";
import { type Region, regionText, witnessText, writableRegion } from "../../evaluator/region.ts";
import { capabilitySet } from "../../policy/capability-set.ts";
import { holdsAdminRole } from "../../policy/role.ts";
import { type WrittenFor, writePattern, writtenForBoth } from "../../policy/write-pattern.ts";
import type { AccessLeaf, LeafChange, LeafStatus } from "./access-leaf.ts";
import type { Sides } from "./subject.ts";

/** The leaves of access that an edit left as it was: its region is then the same object. */
export type KnownLeaves = WeakMap<Region, AccessLeaf>;

/**
 * The patterns on which a client may do something, those of its denies, and those of rules that are over.
 * @param access what `effectiveAccess` says.
 * @param known is used and filled.
 */
export function listPatterns(client: Client, access: readonly EffectiveAccess[], known: KnownLeaves): AccessLeaf[] {
  const rules = client.rules.filter(({ denies, grants }) => denies || grants !== 0);
  const denies = rules.filter((rule) => rule.denies && rule.state.kind === "acts");
  const uncertain = rules.filter((rule) => rule.state.kind === "uncertain");
  const isAdmin = holdsAdminRole(client);
  return [
    ...access.map((each) => {
      const leaf = known.get(each.region) ?? leafOfAccess(each, client.circumstances.assumptions);
      known.set(each.region, leaf);
      return leaf;
    }),
    ...(isAdmin ? [] : denies.flatMap((rule) => leavesOfRule(rule, "denied"))),
    ...uncertain.flatMap((rule) => leavesOfRule(rule, "uncertain")),
    ...(isAdmin ? [] : rules.flatMap((rule) => (isOver(rule.state) ? leavesOfRule(rule, rule.state.kind) : []))),
  ];
}

/** The patterns on which access is another one than before, and whether these are all. */
export function listChangedPatterns({ before, after }: Sides<Client>): {
  readonly leaves: AccessLeaf[];
  readonly decided: boolean;
} {
  const { gained, lost, decided } = compareAccess(before, after);
  const settings = writtenForBoth(before.circumstances.assumptions, after.circumstances.assumptions);
  const leaves = [
    ...gained.map((change) => leafOfChange(change, "gained", settings)),
    ...lost.map((change) => leafOfChange(change, "lost", settings)),
  ];
  return { leaves, decided };
}

function leafOfAccess(
  { ruleType, capabilities, region: told, witness }: EffectiveAccess,
  settings: WrittenFor,
): AccessLeaf {
  const region = writableRegion(told, settings);
  const decided = witness !== undefined && region.exact;
  return {
    ruleType,
    path: writePattern(region.inside),
    exceptions: exceptionsOf(region),
    capabilities: capabilitySet(capabilities),
    status: decided ? "allowed" : "part",
    change: undefined,
    witness: witnessText(witness ?? writePattern(region.inside)),
  };
}

function leafOfChange(
  { ruleType, capabilities, region: told, witness }: AccessChange,
  change: LeafChange,
  settings: WrittenFor,
): AccessLeaf {
  const region = writableRegion(told, settings);
  return {
    ruleType,
    path: writePattern(region.inside),
    exceptions: exceptionsOf(region),
    capabilities: capabilitySet(capabilities),
    status: region.exact ? "allowed" : "part",
    change,
    witness: witnessText(witness),
  };
}

/** What follows the pattern in the words of the region. */
function exceptionsOf(region: Region): string {
  const words = regionText(region);
  const at = words.indexOf(" except ");
  return region.except.length === 0 || at < 0 ? "" : words.slice(at + 1);
}

function isOver(state: RuleState): state is Extract<RuleState, { readonly kind: "expired" | "used-up" }> {
  return state.kind === "expired" || state.kind === "used-up";
}

/** A deny stands on every path that it becomes for the client; what is uncertain or over as it is written. */
function leavesOfRule(
  { rule, grants, reaches }: ClientRule,
  status: Exclude<LeafStatus, "allowed" | "part">,
): AccessLeaf[] {
  const paths = status === "denied" ? reaches.map(writePattern) : reaches.slice(0, 1).map(() => rule.pattern.normal);
  return paths.map((path) => ({
    ruleType: rule.ruleType,
    path,
    exceptions: "",
    capabilities: status === "uncertain" ? grants : 0,
    status,
    change: undefined,
    witness: path,
  }));
}
