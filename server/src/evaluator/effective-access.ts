// Everything a client may do, restated as a short list of patterns: what its rules say once waste and denies are out.

import type { CapabilityName } from "../policy/capability.ts";
import { type CapabilitySet, capabilityNames, fullSet } from "../policy/capability-set.ts";
import { ANY, type PathTokens } from "../policy/path-tokens.ts";
import { holdsAdminRole } from "../policy/role.ts";
import { RULE_TYPES } from "../policy/rule-type.ts";
import { alignLists } from "./align-lists.ts";
import { AnswerBudget } from "./answer-budget.ts";
import type { Client } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import { cutOut, DenyIndex } from "./deny-index.ts";
import { DENIED } from "./indexed-rule.ts";
import type { PathIndex } from "./path-index.ts";
import type { PathQuestion } from "./path-question.ts";
import type { Region } from "./region.ts";
import { isSameEntry, type RuleEntry, type RuleIndex } from "./rule-index.ts";

export interface EffectiveAccess {
  readonly ruleType: string;
  readonly capabilities: readonly CapabilityName[];
  readonly region: Region;
  /** A shortest path of the region on which it adds something to the others. Absent where a question was not decided. */
  readonly witness: string | undefined;
  /** The rules that grant it. */
  readonly rules: readonly ClientRule[];
}

/** What was told of an earlier state of the same client. */
export interface KnownAccess {
  readonly client: Client;
  readonly access: readonly EffectiveAccess[];
}

/**
 * What a client may do, by rule type and pattern. Of the admin role it is everything (F4.6).
 * All questions together have a budget, too: where rules are made to cross each other, those that come to nothing more
 * of it are not decided.
 * @param effort a fresh budget.
 * @param before makes an edit cost only what its rules reach. The answer is the same, but for the choice among witnesses
 * that are equally short.
 */
export function effectiveAccess(
  client: Client,
  effort: AnswerBudget = new AnswerBudget(),
  before?: KnownAccess,
): EffectiveAccess[] {
  if (holdsAdminRole(client)) return RULE_TYPES.map(({ name }) => fullAccess(name));
  effort.addRules(client.rules.length);
  const told = new Map(before?.access.map((each) => [each.region.inside, each]));
  return [...client.compartmentsByType].flatMap(([ruleType, compartments]) =>
    compartments.flatMap(({ acting }, at) => {
      const earlier = before?.client.compartmentsByType.get(ruleType)?.[at]?.acting;
      return accessOf(ruleType, acting, effort, earlier && { acting: earlier, told });
    }),
  );
}

function fullAccess(ruleType: string): EffectiveAccess {
  const region: Region = { inside: ["/", ANY], except: [], exact: true };
  return { ruleType, capabilities: capabilityNames(fullSet(ruleType)), region, witness: "/", rules: [] };
}

/** Allows with the same paths, told as one. */
interface AllowGroup {
  readonly tokens: PathTokens;
  readonly ids: number[];
  readonly rules: ClientRule[];
  grants: CapabilitySet;
}

/** The rules before, and by the pattern that stands in its region what was told of them. */
interface Earlier {
  readonly acting: RuleIndex;
  readonly told: ReadonlyMap<PathTokens, EffectiveAccess>;
}

/**
 * What other groups grant already, or denies leave nothing of, is not told. Each group that adds nothing is taken out
 * before the next is asked, so that of groups that make each other needless one remains.
 * The answer on a group rests on the rules that reach into it alone. So a group is asked anew only if a changed rule
 * does, or another group that was told and is not any more, or the other way round.
 */
function accessOf(ruleType: string, acting: RuleIndex, effort: AnswerBudget, before?: Earlier): EffectiveAccess[] {
  const { groups, groupOf } = groupAllows(acting);
  const index = acting.paths.copy();
  const denies = [new DenyIndex(acting.entries)];
  const asked = new Set<number>();
  const askAllUnder = (tokens: PathTokens): void => {
    for (const id of acting.paths.overlapping(tokens)) asked.add(groupOf[id] ?? -1);
  };
  const changed = before && changedPatterns(before.acting.entries, acting.entries);
  for (const tokens of changed ?? []) askAllUnder(tokens);
  const told: EffectiveAccess[] = [];
  for (let at = groups.length - 1; at >= 0; at--) {
    const group = groups[at];
    if (!group) continue;
    const { tokens, ids, rules, grants } = group;
    const known = changed && before?.told.get(tokens);
    if (changed && !asked.has(at)) {
      if (known) told.push(withRules(known, rules));
      else for (const id of ids) index.remove(id);
      continue;
    }
    const added = effort.find(questionOn(group, index));
    const addsNothing = added.decided && added.witness === undefined;
    if (changed && addsNothing === (known !== undefined)) askAllUnder(tokens);
    if (addsNothing) {
      for (const id of ids) index.remove(id);
      continue;
    }
    const region = cutOut(tokens, denies, effort.cutting);
    // Where it is not known what the denies leave, the whole is not decided.
    const witness = added.decided && effort.cutting.left > 0 ? added.witness : undefined;
    told.push({ ruleType, capabilities: capabilityNames(grants), region, witness, rules });
  }
  return told.reverse();
}

/** The rules may stand at other places now. */
function withRules(known: EffectiveAccess, rules: readonly ClientRule[]): EffectiveAccess {
  const { ruleType, capabilities, region, witness } = known;
  return { ruleType, capabilities, region, witness, rules };
}

/** Is there a path on which the group grants what nothing else does, and nothing denies? */
function questionOn({ tokens, ids, grants }: AllowGroup, index: PathIndex): PathQuestion {
  return {
    inside: [tokens],
    indexes: [index],
    without: ids.map((id) => ({ index: 0, id })),
    wanted: ([outcome = 0]) => outcome !== DENIED && (grants & ~outcome) !== 0,
    hopeless: ([certain = 0]) => certain === DENIED || (grants & ~certain) === 0,
    fewerRulesSuffice: true,
  };
}

/** The patterns of the rules that are not the same as before, on both sides; nothing where asking all is as good. */
function changedPatterns(before: readonly RuleEntry[], after: readonly RuleEntry[]): PathTokens[] | undefined {
  const same = alignLists(before, after, isSameEntry);
  const kept = new Set(same);
  const changed = [...before.filter((_, at) => !kept.has(at)), ...after.filter((_, at) => same[at] === undefined)];
  return changed.length > MOST_CHANGED ? undefined : changed.map(({ tokens }) => tokens);
}

const MOST_CHANGED = 100;

/** In the order of the rules, and by id to which group a rule belongs. Denies, and what grants nothing, belong to none. */
function groupAllows({ paths, entries }: RuleIndex): { groups: AllowGroup[]; groupOf: (number | undefined)[] } {
  const groups: AllowGroup[] = [];
  const byPlace = new Map<number, number>();
  const groupOf = entries.map(({ rule, tokens }, id) => {
    if (rule.denies || rule.grants === 0) return undefined;
    const place = paths.placeOf(id);
    const at = byPlace.get(place) ?? groups.length;
    byPlace.set(place, at);
    const group = groups[at] ?? { tokens, ids: [], rules: [], grants: 0 };
    groups[at] = group;
    group.ids.push(id);
    group.rules.push(rule);
    group.grants |= rule.grants;
    return at;
  });
  return { groups, groupOf };
}
