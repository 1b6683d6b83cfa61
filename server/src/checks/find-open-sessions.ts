// Which session rules reach into the paths of item denies: a deny on items does not stop sessions (F4.5, A8).

import { coversAll, overlaps } from "../evaluator/compare-patterns.ts";
import { indexPatterns } from "../evaluator/path-index.ts";
import type { CapabilityName } from "../policy/capability.ts";
import { capabilitySet } from "../policy/capability-set.ts";
import type { Rule } from "../policy/rules-file.ts";
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

/** By the rule that denies items, the sessions that it does not close. In a file of very many, not for all of them. */
export function findOpenSessions(judged: readonly SoundRule[]): ReadonlyMap<Rule, OpenSessions> {
  const found = new Map<Rule, OpenSessions>();
  const sessions = judged.filter(
    ({ type, stands }) => SESSION_TYPES.has(type.name) && (stands.grants & connecting) !== 0,
  );
  if (sessions.length === 0) return found;
  const index = indexPatterns(sessions.map(({ tokens }) => tokens));
  let left = MOST_PAIRS;
  for (const { rule, type, stands, tokens } of judged) {
    if (type.name !== "item-rule" || !stands.denies || stands.state.kind !== "acts" || left <= 0) continue;
    const reached = index.overlapping(tokens).flatMap((id) => sessions[id] ?? []);
    left -= reached.length;
    const [first] = reached;
    const shared = first && overlaps(tokens, first.tokens, BUDGET);
    if (!shared?.decided || !shared.holds) continue;
    const inside = reached.slice(0, MOST_INSIDE).filter((session) => coversAll(tokens, session.tokens));
    found.set(rule, { rules: reached.map((session) => session.rule), inside, witness: shared.witness });
  }
  return found;
}

const SESSION_TYPES: ReadonlySet<string> = new Set(["sra-rule", "ara-rule"]);
const connecting = capabilitySet(CONNECTING);
const BUDGET = 20_000;
const MOST_PAIRS = 200_000;
const MOST_INSIDE = 3;
