// A decision as data: the JSON output of `impersonate`, and the reasons in every other answer.
// The text output is made from the same data. Its shape changes only together with `version`.

import type { Decision, Effect, Reason } from "../evaluator/decision.ts";
import { explainDecision } from "../evaluator/explain-decision.ts";
import { sentenceText } from "../evaluator/sentence.ts";
import type { AssumptionId } from "../policy/assumptions.ts";
import type { CapabilityName } from "../policy/capability.ts";
import { asNoted, type Noted } from "./answer-notes.ts";

export interface DecisionReport extends Noted {
  readonly version: 1;
  readonly effect: Effect;
  /** In the order of the alphabet, as in all that is reported. */
  readonly capabilities: readonly CapabilityName[];
  readonly reasons: readonly ReportedReason[];
  readonly assumptions: readonly AssumptionId[];
}

export interface ReportedReason {
  readonly outcome: Reason["outcome"];
  /** Null, as line and path, where a role as a whole is the reason. */
  readonly file: string | null;
  /** From 1. */
  readonly line: number | null;
  readonly role: string;
  /** The path of the rule as it is written. */
  readonly path: string | null;
  readonly ruleType: string;
  readonly capabilities: readonly CapabilityName[];
  /** False where a claim's value leaves open whether the rule matches (A7), and left out otherwise. */
  readonly certain?: false;
  /** The sentence that the editor shows as well. */
  readonly why: string;
}

/** How documents are named in reports. */
export interface Naming {
  /** The name of a document for people. */
  show(document: string): string;
  /** The document whose name goes without saying in sentences. */
  readonly home: string | undefined;
}

/**
 * One decision as `impersonate --format json` prints it.
 * @param notes on the basis of the answer (notesOn).
 */
export function reportDecision(decision: Decision, naming: Naming, notes: readonly string[]): DecisionReport {
  const { effect, capabilities, assumptions } = decision;
  return {
    version: 1,
    effect,
    capabilities: sorted(capabilities),
    reasons: reportReasons(decision, naming),
    assumptions,
    ...asNoted(notes),
  };
}

/** The reasons of a decision with the sentence for each, in its order. */
export function reportReasons(decision: Decision, naming: Naming): ReportedReason[] {
  const { because, nearMisses } = explainDecision(decision, naming.home);
  const decisive = decision.reasons.filter(({ outcome }) => outcome !== "near-miss");
  const near = decision.reasons.filter(({ outcome }) => outcome === "near-miss");
  const sentences = [...because, ...nearMisses];
  return [...decisive, ...near].map((reason, at) =>
    reportReason(reason, decision, sentenceText(sentences[at] ?? []), naming),
  );
}

/** The reasons that decide, without what comes near. */
export function reportDecisive(decision: Decision, naming: Naming): ReportedReason[] {
  return reportReasons(decision, naming).filter(({ outcome }) => outcome !== "near-miss");
}

/** Capabilities in the order of the alphabet. */
export function sorted(capabilities: readonly CapabilityName[]): CapabilityName[] {
  return [...capabilities].sort();
}

function reportReason(reason: Reason, decision: Decision, why: string, { show }: Naming): ReportedReason {
  const { outcome, rule, role, capabilities } = reason;
  const certain = reason.why.kind === "uncertain" ? ({ certain: false } as const) : {};
  return {
    outcome,
    file: rule ? show(rule.source.document) : null,
    line: rule ? rule.source.line + 1 : null,
    role,
    path: rule?.pattern.written ?? null,
    ruleType: rule?.ruleType ?? decision.ruleType,
    capabilities: sorted(capabilities),
    ...certain,
    why,
  };
}
