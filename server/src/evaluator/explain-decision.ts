// The one wording of a decision: hover, simulator, command line and tests all say these sentences.

import { type AssumptionId, type Assumptions, DEFAULT_ASSUMPTIONS, findAssumption } from "../policy/assumptions.ts";
import { type Decision, deniesSurely, type Reason } from "./decision.ts";
import { explainNearMiss } from "./explain-near-miss.ts";
import { mention, type Sentence } from "./sentence.ts";
import { quoteText, shownText } from "./shown-text.ts";
import { minutesText, momentText } from "./time-words.ts";

export interface Explanation {
  /** The verdict in one sentence. */
  readonly headline: string;
  /** One sentence for each rule that decides, in the order of the decision. */
  readonly because: readonly Sentence[];
  /** One sentence for each rule that comes near and does not count. */
  readonly nearMisses: readonly Sentence[];
  /** One sentence for each assumption the answer rests on. */
  readonly assumptions: readonly string[];
}

/**
 * Puts a decision into words.
 * @param home the document whose name goes without saying when its lines are mentioned.
 */
export function explainDecision(decision: Decision, home: string | undefined): Explanation {
  const decisive = decision.reasons.filter((reason) => reason.outcome !== "near-miss");
  const near = decision.reasons.filter((reason) => reason.outcome === "near-miss");
  return {
    headline: headlineOf(decision),
    because: decisive.map((reason) => explainReason(reason, decision, home)),
    nearMisses: near.map((reason) => explainNearMiss(reason, decision, home)),
    assumptions: decision.assumptions.map((id) => explainAssumption(id, decision.settings)),
  };
}

/** An assumption as a sentence, with the setting that changes it where there is one. */
export function explainAssumption(id: AssumptionId, settings: Assumptions = DEFAULT_ASSUMPTIONS): string {
  const word = findAssumption(id);
  if (word === undefined) return id;
  if (word.values === undefined) return `${id}, ${word.name}: ${word.statement}`;
  const value = Object.entries(settings).find(([name]) => name === word.name)?.[1];
  const statement = (value === undefined ? undefined : word.otherwise?.[value]) ?? word.statement;
  return `${id}, ${word.name}: ${statement} (Setting: ${word.name}.)`;
}

function headlineOf({ effect, path, ruleType, capabilities }: Decision): string {
  const on = `on ${shownText(path)} (${shownText(ruleType)})`;
  switch (effect) {
    case "allowed":
      return `Allowed: ${capabilities.length > 0 ? capabilities.join(", ") : "everything"} ${on}.`;
    case "denied":
      return `Denied: nothing may be done ${on}.`;
    case "not-granted":
      return `Not granted: no rule permits anything ${on}.`;
    case "uncertain":
      return capabilities.length > 0
        ? `Uncertain: ${capabilities.join(", ")} for certain ${on}, perhaps more.`
        : `Uncertain: it cannot be said what is permitted ${on}.`;
  }
}

function explainReason(reason: Reason, decision: Decision, home: string | undefined): Sentence {
  const { rule, role, capabilities, why } = reason;
  if (rule === undefined) return [`Role ${quoteText(role)} is the admin role and has full access.`];
  const line = mention(rule.source, home, "Line");
  const written = quoteText(rule.pattern.written);
  if (why.kind === "uncertain") {
    const may = reason.outcome === "denies" ? "may deny everything" : `may grant ${capabilities.join(", ")}`;
    return [line, ` ${may}: what the client's ${shownText(why.claim)} makes of ${written} is not known.`];
  }
  const fit = why.kind === "exact" ? "is exactly this path" : "matches";
  return [line, ` ${effectOf(reason, decision)}: ${written} ${fit}.${lifetime(rule.expiry)}`];
}

/** What a rule that matches does to the verdict, or would do if no deny or admin role stood over it. */
function effectOf({ outcome, role, capabilities }: Reason, { effect, reasons }: Decision): string {
  const byAdmin = reasons.some(({ why }) => why.kind === "admin");
  if (outcome === "denies") {
    if (byAdmin) return "would deny everything";
    return effect === "denied" ? "denies everything" : "denies everything in its own role";
  }
  const isCut =
    !byAdmin && (effect === "denied" || reasons.some((other) => other.role === role && deniesSurely(other)));
  return `${isCut ? "would grant" : "grants"} ${capabilities.join(", ")}`;
}

function lifetime(expiry: NonNullable<Reason["rule"]>["expiry"]): string {
  if (expiry === undefined) return "";
  if ("at" in expiry) return ` It expires at ${momentText(expiry.at)}.`;
  return ` It expires ${minutesText(expiry.minutesAfterApplying)} after it is applied.`;
}
