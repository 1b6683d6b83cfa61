// What a client may do on one path, and why, for those who ask about one path. The words are the evaluator's.

import type { Client } from "../../evaluator/client.ts";
import { decide } from "../../evaluator/decide.ts";
import type { Effect } from "../../evaluator/decision.ts";
import { explainDecision } from "../../evaluator/explain-decision.ts";
import { type LinkedSentence, linkSentence } from "../link-sentence.ts";
import type { Subject } from "./subject.ts";

export interface PathAnswer {
  /** With its leading slash. */
  readonly path: string;
  readonly ruleType: string;
  readonly effect: Effect;
  /** In the order in which they are shown; empty unless something is surely allowed. */
  readonly capabilities: readonly string[];
  /** The decision in one sentence. */
  readonly headline: string;
  /** One sentence for each rule that decides. */
  readonly because: readonly LinkedSentence[];
  /** One sentence for each rule that comes near and does not count. */
  readonly nearMisses: readonly LinkedSentence[];
  /** One sentence for each assumption that the answer rests on. */
  readonly assumptions: readonly string[];
}

/**
 * The decision with its reasons.
 * @param path may lack its leading slash (F5.1).
 */
export function decidePath(
  client: Client,
  ruleType: string,
  path: string,
  { home, targets }: Pick<Subject, "home" | "targets">,
): PathAnswer {
  const decision = decide(client, ruleType, path);
  const { headline, because, nearMisses, assumptions } = explainDecision(decision, home);
  return {
    path: decision.path,
    ruleType,
    effect: decision.effect,
    capabilities: decision.capabilities,
    headline,
    because: because.map((sentence) => linkSentence(sentence, targets)),
    nearMisses: nearMisses.map((sentence) => linkSentence(sentence, targets)),
    assumptions,
  };
}
