// Which session rules reach into the paths of item denies: a deny on items does not stop sessions (F4.5, A8).

import { readingOf } from "../evaluator/client-rule.ts";
import { coversAll, overlaps } from "../evaluator/compare-patterns.ts";
import { fixSegments } from "../evaluator/fixed-segments.ts";
import { meetForValues } from "../evaluator/meet-for-values.ts";
import { indexPatterns } from "../evaluator/path-index.ts";
import { type Assumptions, DEFAULT_ASSUMPTIONS } from "../policy/assumptions.ts";
import type { CapabilityName } from "../policy/capability.ts";
import { capabilitySet } from "../policy/capability-set.ts";
import { hasTemplate } from "../policy/path-pattern.ts";
import { opensSessions } from "../policy/rule-type.ts";
import type { Rule } from "../policy/rules-file.ts";
import { anyText } from "../policy/tokenize-pattern.ts";
import type { SoundRule } from "./sound-rule.ts";

/** Capabilities by which somebody comes into a session; the others only help those who are in. */
export const CONNECTING: readonly CapabilityName[] = ["allow_access", "request_access", "justify_access_only"];

export interface OpenSessions {
  /** The session rules that stay open inside a deny. */
  readonly rules: readonly Rule[];
  /** Those of them that open sessions only where the deny holds, a few of very many. */
  readonly inside: readonly SoundRule[];
  /** One path that the deny closes and the first of them leaves open. */
  readonly witness: string;
}

/**
 * By the rule that denies items, the sessions that it does not close. Where a template decides, for some values of the
 * claim. In a file of very many, not for all of them.
 */
export function findOpenSessions(
  judged: readonly SoundRule[],
  assumptions: Assumptions = DEFAULT_ASSUMPTIONS,
): ReadonlyMap<Rule, OpenSessions> {
  const found = new Map<Rule, OpenSessions>();
  const sessions = judged.filter(({ type, stands }) => opensSessions(type.name) && (stands.grants & connecting) !== 0);
  if (sessions.length === 0) return found;
  const index = indexPatterns(sessions.map(({ tokens }) => anyText(tokens)));
  const reading = readingOf(assumptions, "part");
  let left = MOST_PAIRS;
  for (const deny of judged) {
    const { rule, type, stands, tokens } = deny;
    if (type.name !== "item-rule" || !stands.denies || stands.state.kind !== "acts" || left <= 0) continue;
    const reached = index.overlapping(anyText(deny.tokens)).flatMap((id) => sessions[id] ?? []);
    left -= reached.length;
    let witness: string | undefined;
    let tries = 0;
    const open = reached.filter((session) => {
      const needsValue = hasTemplate(rule.pattern) || hasTemplate(session.rule.pattern);
      if (witness !== undefined && !needsValue) return true;
      const shared = overlaps(tokens, session.tokens, BUDGET);
      const isAsked = needsValue && shared.decided && !shared.holds && tries < MOST_TRIES;
      if (isAsked) tries++;
      const met = isAsked ? meetForValues({ pattern: rule.pattern, reading }, { ...session.rule, reading }) : shared;
      if (met.decided && met.holds) witness ??= met.witness;
      return met.decided && met.holds;
    });
    left -= tries * VALUE_COST;
    if (witness === undefined) continue;
    const inside = open.slice(0, MOST_INSIDE).filter((session) => liesInside(session, deny));
    found.set(rule, { rules: open.map((session) => session.rule), inside, witness });
  }
  return found;
}

/** Whether a session is opened only where items are denied, whatever the values of its claims are. */
function liesInside({ rule, tokens }: SoundRule, deny: SoundRule): boolean {
  return hasTemplate(rule.pattern)
    ? coversAll(fixSegments(deny.tokens), fixSegments(tokens))
    : coversAll(deny.tokens, tokens);
}

const connecting = capabilitySet(CONNECTING);
const BUDGET = 20_000;
const MOST_PAIRS = 200_000;
/** In pairs: what it costs to look for the claim values by which two patterns meet. */
const VALUE_COST = 50;
/** For how many sessions these are looked for beside one deny. */
const MOST_TRIES = 20;
const MOST_INSIDE = 3;
