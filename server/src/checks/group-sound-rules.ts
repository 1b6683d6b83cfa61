// Sorts the rules of a file by what may be said of them. A rule that is an error proves nothing and is not judged;
// whatever it was meant to permit, it stands for, so that nothing is called needless because of it.

import { applyRule, type ClientRule } from "../evaluator/client-rule.ts";
import { type AccessRule, accessRulesOf } from "../policy/access-rule.ts";
import { type Assumptions, DEFAULT_ASSUMPTIONS } from "../policy/assumptions.ts";
import {
  DEFAULT_RULE_TYPE,
  findRuleType,
  isAdministrative,
  RULE_TYPES,
  type RuleTypeWord,
} from "../policy/rule-type.ts";
import type { Rule, RulesFile } from "../policy/rules-file.ts";
import { rulesThatCount } from "../policy/rules-that-count.ts";
import { hasUnreadRuleType } from "./meant-key.ts";
import type { SoundRule } from "./sound-rule.ts";

/** The rules of one rule type as the evaluator takes them, those that stand for an error among them. */
export interface RuleGroup {
  readonly stands: ClientRule[];
}

export interface SoundRules {
  readonly sound: readonly SoundRule[];
  readonly groups: ReadonlyMap<string, RuleGroup>;
  /** The written rule of each sound one. */
  readonly sources: ReadonlyMap<ClientRule, Rule>;
}

/** Sorts the rules that count; administrative ones and those of types that the user has added are in no group. */
export function groupSoundRules(
  file: RulesFile,
  faulty: ReadonlySet<Rule>,
  assumptions: Assumptions = DEFAULT_ASSUMPTIONS,
): SoundRules {
  const access = accessRulesOf(file, "");
  const counting = rulesThatCount(file);
  const places = counting === file.rules ? undefined : new Map(counting.map((rule, at) => [rule, at]));
  const sound: SoundRule[] = [];
  const sources = new Map<ClientRule, Rule>();
  const groups = new Map<string, RuleGroup>(PLAIN_TYPES.map(({ name }) => [name, { stands: [] }]));
  for (const entry of file.paths) {
    for (const rule of entry.rules) {
      const meant = access[places ? (places.get(rule) ?? -1) : rule.index];
      const type = hasUnreadRuleType(rule) ? undefined : findRuleType(rule.ruleType?.value ?? DEFAULT_RULE_TYPE);
      if (!meant || (type && isAdministrative(type))) continue;
      const stands = faulty.has(rule) ? undefined : standSound(meant, type, assumptions);
      const tokens = stands?.reaches[0];
      if (type && stands && tokens) {
        sound.push({ rule, entry, type, stands, tokens });
        sources.set(stands, rule);
        groups.get(type.name)?.stands.push(stands);
      } else {
        for (const most of standAtMost(meant, type, assumptions)) groups.get(most.rule.ruleType)?.stands.push(most);
      }
    }
  }
  return { sound, groups, sources };
}

/** A rule that may be judged, if its text is no error; nothing for others. @param type nothing where it is unknown. */
export function standSound(
  rule: AccessRule,
  type: RuleTypeWord | undefined,
  assumptions: Assumptions,
): ClientRule | undefined {
  if (!type || rule.capabilities.length === 0) return undefined;
  const stands = stand(rule, assumptions);
  return (stands.reaches[0]?.length ?? Number.POSITIVE_INFINITY) <= MOST_TOKENS ? stands : undefined;
}

/** What a rule that is not judged may have been meant to permit, once for each rule type that it may have. */
export function standAtMost(rule: AccessRule, type: RuleTypeWord | undefined, assumptions: Assumptions): ClientRule[] {
  return (type ? [type] : PLAIN_TYPES).map((each) => stand(atMost(rule, each), assumptions));
}

/** Nobody writes a path of so many wildcards, and the questions about it take time without end. */
const MOST_TOKENS = 1_000;

const PLAIN_TYPES = RULE_TYPES.filter((type) => !isAdministrative(type));

/** Nothing is known of the client, and ttl does not matter: what passes proves nothing anyway. */
function stand(rule: AccessRule, assumptions: Assumptions): ClientRule {
  const [stands] = applyRule(rule, "", { claims: "symbolic", assumptions, time: 0, appliedAt: 0 });
  return stands as ClientRule;
}

/** The most that a rule may have been meant to permit, and only for a while, so that it is never a proof. */
function atMost(rule: AccessRule, type: RuleTypeWord): AccessRule {
  const all = type.capabilities.filter((name) => name !== "deny");
  return { ...rule, ruleType: type.name, capabilities: all, expiry: undefined, accessesLeft: 1 };
}
