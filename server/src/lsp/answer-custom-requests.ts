import type { Client } from "../evaluator/client.ts";
import { impersonate } from "../features/impersonate.ts";
import { listPaths, listRuleTypes } from "../features/list-choices.ts";
import { toLinkedSentence } from "../features/to-lsp.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import type { Choices, ImpersonateAnswer, ImpersonateParams } from "./protocol.ts";

/** What a client that holds the rules of a file may do on one path. */
export function answerImpersonate(
  file: RulesFile,
  client: Client,
  { uri, path, ruleType }: ImpersonateParams,
): ImpersonateAnswer {
  const { decision, explanation } = impersonate(client, ruleType, path, uri);
  return {
    uri,
    path: decision.path,
    ruleType,
    verdict: decision.effect,
    capabilities: decision.capabilities,
    headline: explanation.headline,
    because: explanation.because.map((sentence) => toLinkedSentence(sentence, file)),
    nearMisses: explanation.nearMisses.map((sentence) => toLinkedSentence(sentence, file)),
    assumptions: explanation.assumptions.map((sentence) => [sentence]),
  };
}

/** What can be asked of a file. */
export function answerChoices(file: RulesFile): Choices {
  return { paths: listPaths(file), ruleTypes: listRuleTypes(file) };
}
