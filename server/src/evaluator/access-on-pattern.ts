// What a client may do on the paths of a pattern, for each rule type: which rules reach all of it, which a part,
// and where a deny takes it away. Exact: every part comes with a path that shows it.

import type { Assumptions } from "../policy/assumptions.ts";
import type { CapabilitySet } from "../policy/capability-set.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { writablePattern } from "../policy/write-pattern.ts";
import type { Client, Compartment } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import { covers, intersect, overlaps } from "./compare-patterns.ts";
import { findPath } from "./find-path.ts";
import { DENIED } from "./indexed-rule.ts";
import type { RuleEntry, RuleIndex } from "./rule-index.ts";

/** What the rules of one type say of a pattern. Types without a rule that reaches it are left out. */
export interface PatternAccess {
  readonly ruleType: string;
  /** Granted on all of the pattern, where nothing denies. */
  readonly everywhere: CapabilitySet;
  /** Whether no path of it is left: on each a deny stands and nothing else grants. */
  readonly deniedThroughout: boolean;
  readonly allows: readonly RuleReach[];
  readonly denies: readonly RuleReach[];
}

/** How far a rule reaches into a pattern. */
export interface RuleReach {
  readonly rule: ClientRule;
  readonly extent: "all" | "part" | "not-decided";
  /** The part it reaches, where that can be written as one pattern. */
  readonly part: PathTokens | undefined;
  /** One path of the pattern that the rule reaches. */
  readonly witness: string | undefined;
}

/** The access of a client on all paths of a pattern, by rule type in the order of the client's rules. */
export function accessOnPattern(client: Client, pattern: PathTokens): PatternAccess[] {
  return [...client.compartmentsByType].flatMap(([ruleType, compartments]) => {
    const reaches = compartments
      .flatMap(({ acting }) => reachesInto(acting, pattern))
      .map((reach) => ({ ...reach, part: asWritten(reach.part, client.circumstances.assumptions) }));
    if (reaches.length === 0) return [];
    const allows = reaches.filter(({ rule }) => !rule.denies && rule.grants !== 0);
    const whole = allows.filter(({ extent }) => extent === "all");
    const everywhere = whole.reduce((set, { rule }) => set | rule.grants, 0);
    const denies = reaches.filter(({ rule }) => rule.denies);
    const deniedThroughout = denies.length > 0 && isDeniedThroughout(compartments, pattern);
    return { ruleType, everywhere, deniedThroughout, allows, denies };
  });
}

/** What is said where no rule of a type reaches a pattern. */
export function noAccess(ruleType: string): PatternAccess {
  return { ruleType, everywhere: 0, deniedThroughout: false, allows: [], denies: [] };
}

/** One deny may take all of it, or several together. What is not decided is not claimed. */
function isDeniedThroughout(compartments: readonly Compartment[], pattern: PathTokens): boolean {
  const answer = findPath({
    inside: [pattern],
    indexes: compartments.map(({ acting }) => acting.paths),
    wanted: (outcomes) =>
      outcomes.every((outcome) => outcome !== DENIED) ||
      outcomes.some((outcome) => outcome !== DENIED && outcome !== 0),
    hopeless: (certain) => certain.every((outcome) => outcome === DENIED),
  });
  return answer.decided && answer.witness === undefined;
}

function reachesInto({ paths, entries }: RuleIndex, pattern: PathTokens): RuleReach[] {
  return paths.overlapping(pattern).flatMap((id) => {
    const entry = entries[id];
    return entry ? reachOf(entry, pattern) : [];
  });
}

function reachOf({ rule, tokens }: RuleEntry, pattern: PathTokens): RuleReach {
  const covering = covers(tokens, pattern);
  if (covering.decided && covering.holds) return { rule, extent: "all", part: pattern, witness: undefined };
  const shared = overlaps(tokens, pattern);
  const witness = shared.decided && shared.holds ? shared.witness : undefined;
  return { rule, extent: covering.decided ? "part" : "not-decided", part: intersect(tokens, pattern), witness };
}

function asWritten(part: PathTokens | undefined, assumptions: Assumptions): PathTokens | undefined {
  return part && writablePattern(part, assumptions) === part ? part : undefined;
}
