// The one wording of a decision: hover, simulator, command line and tests all say these sentences.

import { type AssumptionId, findAssumption } from "../policy/assumptions.ts";
import type { Decision, Reason } from "./decision.ts";
import { explainNearMiss } from "./explain-near-miss.ts";
import { mention, type Sentence } from "./sentence.ts";
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
    assumptions: decision.assumptions.map(explainAssumption),
  };
}

/** An assumption as a sentence, with the setting that changes it where there is one. */
export function explainAssumption(id: AssumptionId): string {
  const word = findAssumption(id);
  const setting = word?.values ? ` (Setting: ${word.name}.)` : "";
  return `${id}, ${word?.name}: ${word?.statement}${setting}`;
}

function headlineOf({ effect, path, ruleType, capabilities }: Decision): string {
  const on = `on ${path} (${ruleType})`;
  switch (effect) {
    case "allowed":
      return `Allowed: ${capabilities.join(", ")} ${on}.`;
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

function explainReason(
  { outcome, rule, role, capabilities, why }: Reason,
  { effect }: Decision,
  home: string | undefined,
): Sentence {
  if (rule === undefined) return [`Role "${role}" is the admin role and has full access.`];
  const verb =
    outcome === "denies"
      ? "denies everything"
      : `${effect === "denied" ? "would grant" : "grants"} ${capabilities.join(", ")}`;
  if (why.kind === "uncertain") {
    const may = outcome === "denies" ? "may deny everything" : `may grant ${capabilities.join(", ")}`;
    return [
      mention(rule.source, home, "Line"),
      ` ${may}: what the client's ${why.claim} makes of "${rule.pattern.written}" is not known.`,
    ];
  }
  const fit = why.kind === "exact" ? "is exactly this path" : "matches";
  return [mention(rule.source, home, "Line"), ` ${verb}: "${rule.pattern.written}" ${fit}.${lifetime(rule.expiry)}`];
}

function lifetime(expiry: NonNullable<Reason["rule"]>["expiry"]): string {
  if (expiry === undefined) return "";
  if ("at" in expiry) return ` It expires at ${momentText(expiry.at)}.`;
  return ` It expires ${minutesText(expiry.minutesAfterApplying)} after it is applied.`;
}
