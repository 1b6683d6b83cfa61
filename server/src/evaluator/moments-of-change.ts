// When an edit of a role may show: now, and whenever a rule expires that bears on what the edit changes.

import type { AccessRule } from "../policy/access-rule.ts";
import { expiresAt } from "./client-rule.ts";
import { touching } from "./find-touching-rules.ts";
import type { Times } from "./prepare-identity.ts";

/**
 * The moments at which access before and after must be compared, in unix seconds, ascending. A rule that is on both
 * sides counts too where it shares paths with one that is not: until it expires it may hide what that one does.
 * @param changed the rules that make a difference between the sides.
 * @param rules those of both sides.
 */
export function momentsOfChange(changed: Rules, rules: Rules, { time, appliedAt }: Times): number[] {
  if (changed.length === 0) return [time];
  const touches = touching(changed);
  const moments = new Set([time]);
  for (const rule of rules) {
    const at = rule.expiry && expiresAt(rule.expiry, appliedAt);
    if (at !== undefined && at > time && !moments.has(at) && touches(rule)) moments.add(at);
  }
  return [...moments].sort((a, b) => a - b);
}

type Rules = readonly AccessRule[];
