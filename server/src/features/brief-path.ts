// What is told beside a path in the text, for the rule types that the path itself has.

import { briefAnswer } from "../evaluator/brief-answer.ts";
import type { Client } from "../evaluator/client.ts";
import { DEFAULT_RULE_TYPE } from "../policy/rule-type.ts";
import type { PathEntry } from "../policy/rules-file.ts";

export interface BriefPath {
  readonly text: string;
  readonly grants: boolean;
}

/** The rule types of a path's rules, each once; the default where it has none that can be read. */
export function ruleTypesOf({ rules }: PathEntry): string[] {
  const types = new Set(rules.map(({ ruleType }) => ruleType?.value ?? DEFAULT_RULE_TYPE));
  return types.size === 0 ? [DEFAULT_RULE_TYPE] : [...types];
}

/** With one rule type its answer alone; with several each by its name. @param home the document that goes without saying. */
export function briefPath(client: Client, entry: PathEntry, home: string): BriefPath {
  const types = ruleTypesOf(entry);
  const answers = types.map((type) => ({ type, ...briefAnswer(client, type, entry.pattern, home) }));
  const texts = answers.map(({ type, text }) => (types.length > 1 ? `${type}: ${text}` : text));
  return { text: texts.join("; "), grants: answers.some(({ grants }) => grants) };
}
