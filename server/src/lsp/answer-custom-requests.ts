import type { Client } from "../evaluator/client.ts";
import { listPaths, listRuleTypes } from "../features/list-choices.ts";
import { decidePath } from "../features/simulator/decide-path.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import type { Choices, ImpersonateAnswer, ImpersonateParams } from "./protocol.ts";

/** What a client that holds the rules of a file may do on one path. All that is mentioned stands in this file. */
export function answerImpersonate(
  file: RulesFile,
  client: Client,
  { uri, path, ruleType }: ImpersonateParams,
): ImpersonateAnswer {
  const targets = { linesOf: () => file, uriOf: (document: string) => document };
  return { uri, ...decidePath(client, ruleType, path, { home: uri, targets }) };
}

/** What can be asked of a file. */
export function answerChoices(file: RulesFile): Choices {
  return { paths: listPaths(file), ruleTypes: listRuleTypes(file) };
}
