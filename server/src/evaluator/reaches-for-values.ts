// The rules that reach paths of a pattern for some claim values only. As itself a template equals only the same
// template, so that a deny on /team/ops/* would seem to take nothing from /team/{{team}}/*, though it does where a
// client's team is ops. Exact: every such rule comes with a path that shows it, or is told as not decided.

import { hasTemplate, type PathPattern, templateClaims } from "../policy/path-pattern.ts";
import { type PatternReading, tokenizePattern, WIDEST } from "../policy/tokenize-pattern.ts";
import type { PatternAccess } from "./access-on-pattern.ts";
import type { Client } from "./client.ts";
import { type ClientRule, readingOf } from "./client-rule.ts";
import { meetForValues } from "./meet-for-values.ts";
import type { RuleIndex } from "./rule-index.ts";

/** A rule that reaches a pattern where claims have certain values. */
export interface ValueReach {
  readonly rule: ClientRule;
  /** Those whose values decide it. */
  readonly claims: readonly string[];
  /** A path that it reaches where they have them; undefined where it was not decided whether there is any. */
  readonly witness: string | undefined;
}

/**
 * The rules that grant or deny on paths of a pattern for some claim values, without those that do as the pattern stands.
 * One after the other, for the search for each takes its time. Of a client whose claims are known there are none.
 * @param client one whose claims are `symbolic`.
 * @param known what is told of the pattern as it stands.
 * @param isAsked whether a rule is of interest.
 */
export function* reachesForValues(
  client: Client,
  ruleType: string,
  pattern: PathPattern,
  known: PatternAccess | undefined,
  isAsked: (rule: ClientRule) => boolean = () => true,
): Generator<ValueReach> {
  if (client.circumstances.claims !== "symbolic") return;
  const told = new Set([...(known?.allows ?? []), ...(known?.denies ?? [])].map(({ rule }) => rule.rule));
  const reading = readingOf(client.circumstances.assumptions, "part");
  for (const rule of findCandidates(client, ruleType, pattern)) {
    if (told.has(rule.rule) || !(rule.denies || rule.grants !== 0) || !isAsked(rule)) continue;
    const answer = meetForValues({ pattern, reading: PATTERN_READING }, { pattern: rule.rule.pattern, reading });
    if (answer.decided && !answer.holds) continue;
    const claims = [...new Set([...templateClaims(pattern), ...templateClaims(rule.rule.pattern)])];
    yield { rule, claims, witness: answer.decided ? answer.witness : undefined };
  }
}

const PATTERN_READING: PatternReading = { ...WIDEST, template: "part" };

/** In the order of the rules. Only where the pattern or the rule has a template do values play a part. */
function findCandidates(client: Client, ruleType: string, pattern: PathPattern): ClientRule[] {
  const tokens = tokenizePattern(pattern, PATTERN_READING);
  const overlapping = ({ paths, entries }: RuleIndex): ClientRule[] =>
    paths.overlapping(tokens).flatMap((id) => entries[id]?.rule ?? []);
  const rulesOf = ({ compartmentsByType }: Client): ClientRule[] =>
    (compartmentsByType.get(ruleType) ?? []).flatMap(({ acting }) => overlapping(acting));
  const plain = hasTemplate(pattern) ? rulesOf(client).filter(({ rule }) => !hasTemplate(rule.pattern)) : [];
  return [...plain, ...rulesOf(client.forAnyValue())].sort(byPlace);
}

function byPlace(a: ClientRule, b: ClientRule): number {
  return a.rule.source.span.start - b.rule.source.span.start;
}
