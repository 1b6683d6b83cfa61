// Why a rule that comes near does not count, in one sentence each.

import type { Decision, Reason } from "./decision.ts";
import { explainWhyNotHeld } from "./explain-roles.ts";
import { mention, type Sentence } from "./sentence.ts";
import { quoteText, shownText } from "./shown-text.ts";
import { momentText } from "./time-words.ts";

/** Puts a near miss into words. */
export function explainNearMiss(reason: Reason, decision: Decision, home: string | undefined): Sentence {
  const { rule, role } = reason;
  if (rule === undefined) return [`Role ${quoteText(role)} is not held.`];
  const effect = rule.capabilities.includes("deny") ? "deny" : rule.capabilities.join(", ");
  return [mention(rule.source, home, "Line"), ` (${effect}) does not count: ${because(reason, decision)}`];
}

function because({ rule, role, why }: Reason, { path, ruleType }: Decision): string {
  const written = quoteText(rule?.pattern.written ?? "");
  const asked = shownText(path);
  switch (why.kind) {
    case "role-not-held":
      return `role ${quoteText(role)} is not held: ${explainWhyNotHeld(why.why)}`;
    case "other-rule-type":
      return `${written} matches, but its type is ${shownText(rule?.ruleType ?? "")}, not ${shownText(ruleType)}.`;
    case "expired":
      return `${written} matches, but the rule expired at ${momentText(why.at)}.`;
    case "used-up":
      return `${written} matches, but the rule's number of accesses is used up.`;
    case "claim-missing":
      return `${written} needs the client's sub-claim ${shownText(why.claim)}, which is not given.`;
    case "unclear-deny":
      return `what ${written} covers is unclear, so the deny is not counted as protection.`;
    case "case":
      return `${written} differs from ${asked} in upper and lower case.`;
    case "below":
      return `${written} is exactly one object, and ${asked} lies below it. To cover it, write ${quoteText((rule?.pattern.written ?? "").replace(/\/?$/, "/*"))}.`;
    case "folder-itself":
      return `${written} covers what lies in the folder, not ${asked} itself.`;
    case "segments-short":
      return `${asked} is ${segments(why.count)} too short for ${written}.`;
    case "segments-long":
      return `${asked} is ${segments(why.count)} too long for ${written}.`;
    case "segment-differs":
      return `segment ${why.position} of ${written} is ${quoteText(segmentOf(rule, why))}, not ${quoteText(why.found)}.`;
    default:
      return `${written} does not match.`;
  }
}

/** A segment as it is written; one with a template as the client's claims make it. */
function segmentOf(rule: Reason["rule"], { position, expected }: { position: number; expected: string }): string {
  const written = rule?.pattern.normal.split("/")[position] ?? expected;
  return written.includes("{{") ? expected : written;
}

function segments(count: number): string {
  return count === 1 ? "one segment" : `${count} segments`;
}
