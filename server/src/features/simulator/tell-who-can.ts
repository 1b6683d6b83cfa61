// Who has a capability anywhere under a pattern, as the view shows it.

import { readingOf } from "../../evaluator/client-rule.ts";
import { explainAssumption, explainDecision } from "../../evaluator/explain-decision.ts";
import { associationText } from "../../evaluator/explain-roles.ts";
import type { Times } from "../../evaluator/prepare-identity.ts";
import { regionText, witnessText } from "../../evaluator/region.ts";
import { type Holder, whoCan } from "../../evaluator/who-can.ts";
import type { CapabilityName } from "../../policy/capability.ts";
import { readPathPattern } from "../../policy/path-pattern.ts";
import { tokenizePattern } from "../../policy/tokenize-pattern.ts";
import { type LinkedSentence, linkSentence } from "../link-sentence.ts";
import type { Subject } from "./subject.ts";

export interface WhoCanAnswer {
  /** The capability, pattern and rule type in words. */
  readonly question: string;
  /** False when a question was too large: what is said of who is listed is true, and there may be more. */
  readonly decided: boolean;
  /** No more than were asked for. */
  readonly holders: readonly ToldHolder[];
  /** How many there would be, those of `moreParts` left aside. */
  readonly count: number;
  /** Whether somebody who is listed can on more parts than those listed. */
  readonly moreParts: boolean;
  readonly assumptions: readonly string[];
}

export interface ToldHolder {
  /** An identity, an association, or nobody yet. */
  readonly who: string;
  readonly kind: "identity" | "association" | "nobody";
  readonly role: string;
  readonly pattern: string;
  readonly witness: string;
  /** False where it only may (A7). */
  readonly certain: boolean;
  readonly because: readonly LinkedSentence[];
}

/** How many rows are wanted, and how many of them for one holder; what is missing has no limit. */
export interface WhoCanPage {
  readonly most?: number | undefined;
  readonly mostParts?: number | undefined;
}

/** Answers for a whole policy at one time. */
export function tellWhoCan(
  subject: Subject,
  {
    capability,
    ruleType,
    pattern,
  }: { readonly capability: CapabilityName; readonly ruleType: string; readonly pattern: string },
  times: Times,
  { most, mostParts }: WhoCanPage = {},
): WhoCanAnswer {
  const inside = tokenizePattern(readPathPattern(pattern), readingOf(subject.policy.assumptions, "opaque"));
  const limits = mostParts === undefined ? {} : { mostParts };
  const { decided, answers, more, assumptions } = whoCan(
    subject.policy,
    { capability, ruleType, inside },
    times,
    limits,
  );
  return {
    question: `${capability} on ${pattern} (${ruleType})`,
    decided,
    holders: answers.slice(0, most).map((holder) => tellHolder(holder, subject)),
    count: answers.length,
    moreParts: more,
    assumptions: assumptions.map((id) => explainAssumption(id, subject.policy.assumptions)),
  };
}

function tellHolder(
  { identity, association, role, region, witness, certain, decision }: Holder,
  { home, targets, policy }: Subject,
): ToldHolder {
  return {
    who: identity ?? (association ? associationText(association) : "nobody yet"),
    kind: identity !== undefined ? "identity" : association ? "association" : "nobody",
    role,
    pattern: regionText(region, policy.assumptions),
    witness: witnessText(witness),
    certain,
    because: explainDecision(decision, home).because.map((sentence) => linkSentence(sentence, targets)),
  };
}
