// A policy as the text of a rules file, as people keep it.

import type { Rule } from "./policy.ts";

/** The documented form, indented by two. The rules' paths must differ. */
export function rulesFileText(rules: readonly Rule[]): string {
  const file = rules.map(({ path, ruleType, capabilities }) => [
    path,
    [{ "rule-type": ruleType, capabilities: `[${capabilities.join(", ")}]` }],
  ]);
  return `${JSON.stringify(Object.fromEntries(file), undefined, 2)}\n`;
}
