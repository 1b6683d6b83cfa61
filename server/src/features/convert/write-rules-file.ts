import type { PlainRule } from "./plain-rules.ts";

/** A rules file in the documented form: every path once, capabilities and ttl as text (F1.1 to F1.4). */
export function writeRulesFile(rules: readonly PlainRule[]): string {
  const byPath = new Map<string, PlainRule[]>();
  for (const rule of rules) byPath.set(rule.path, [...(byPath.get(rule.path) ?? []), rule]);
  const paths = [...byPath].map(([path, own]) => {
    const lines = own.map((rule) => `    ${writeRule(rule)}`);
    return `  ${JSON.stringify(path)}: [\n${lines.join(",\n")}\n  ]`;
  });
  return paths.length === 0 ? "{}\n" : `{\n${paths.join(",\n")}\n}\n`;
}

function writeRule({ ruleType, capabilities, ttl }: PlainRule): string {
  const fields = [
    `"rule-type": ${JSON.stringify(ruleType)}`,
    `"capabilities": ${JSON.stringify(`[${capabilities.join(", ")}]`)}`,
    ...(ttl === undefined ? [] : [`"ttl": "${ttl}"`]),
  ];
  return `{ ${fields.join(", ")} }`;
}
