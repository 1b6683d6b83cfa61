import { quoteForShell } from "../simulator/write-command.ts";
import type { PlainRule } from "./plain-rules.ts";

/** One `akeyless set-role-rule` for each rule, quoted for a POSIX shell; a capability is an option of its own. */
export function writeRoleCommands(name: string, rules: readonly PlainRule[]): string {
  return rules.map((rule) => `${writeCommand(name, rule)}\n`).join("");
}

function writeCommand(name: string, { path, ruleType, capabilities, ttl }: PlainRule): string {
  const options = [
    ["--role-name", name],
    ["--path", path],
    ["--rule-type", ruleType],
    ...capabilities.map((word) => ["--capability", word]),
    ...(ttl === undefined ? [] : [["--ttl", `${ttl}`]]),
  ];
  // A value that begins with a dash would be taken for an option if it stood by itself.
  const words = options.map(([option = "", value = ""]) =>
    value.startsWith("-") ? `${option}=${quoteForShell(value)}` : `${option} ${quoteForShell(value)}`,
  );
  return `akeyless set-role-rule ${words.join(" ")}`;
}
