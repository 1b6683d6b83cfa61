import type { PlainRule } from "./plain-rules.ts";

/** One `akeyless set-role-rule` for each rule; a capability is an option of its own. @param quote quotes a word for a shell. */
export function writeRoleCommands(name: string, rules: readonly PlainRule[], quote: (word: string) => string): string {
  return rules.map((rule) => `${writeCommand(name, rule, quote)}\n`).join("");
}

function writeCommand(
  name: string,
  { path, ruleType, capabilities, ttl }: PlainRule,
  quote: (word: string) => string,
): string {
  const options = [
    ["--role-name", name],
    ["--path", path],
    ["--rule-type", ruleType],
    ...capabilities.map((word) => ["--capability", word]),
    ...(ttl === undefined ? [] : [["--ttl", `${ttl}`]]),
  ];
  // A value that begins with a dash would be taken for an option if it stood by itself.
  const words = options.map(([option = "", value = ""]) =>
    value.startsWith("-") ? quote(`${option}=${value}`) : `${option} ${quote(value)}`,
  );
  return `akeyless set-role-rule ${words.join(" ")}`;
}
