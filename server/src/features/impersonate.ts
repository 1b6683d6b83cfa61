// Answers what a client may do on one path, for the view that asks. The words are the evaluator's.

import type { Client } from "../evaluator/client.ts";
import { decide } from "../evaluator/decide.ts";
import type { Decision } from "../evaluator/decision.ts";
import { type Explanation, explainDecision } from "../evaluator/explain-decision.ts";

export interface Impersonation {
  readonly decision: Decision;
  readonly explanation: Explanation;
}

/** @param uri the document whose name goes without saying when its lines are mentioned. */
export function impersonate(client: Client, ruleType: string, path: string, uri: string): Impersonation {
  const decision = decide(client, ruleType, path);
  return { decision, explanation: explainDecision(decision, uri) };
}
