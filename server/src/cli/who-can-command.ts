// `policy-lens who-can`: who has a capability anywhere under a pattern, on which part, and by which rules.

import { Command } from "commander";
import { readingOf } from "../evaluator/client-rule.ts";
import { whoCan } from "../evaluator/who-can.ts";
import { CAPABILITIES, type CapabilityName } from "../policy/capability.ts";
import { readPathPattern } from "../policy/path-pattern.ts";
import { DEFAULT_RULE_TYPE, findRuleType, RULE_TYPES } from "../policy/rule-type.ts";
import { tokenizePattern } from "../policy/tokenize-pattern.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { choosePaint } from "./paint.ts";
import { readCapability, readPattern, readRuleType } from "./read-word.ts";
import type { Terminal } from "./terminal.ts";
import { reportWhoCan } from "./who-can-report.ts";
import { addWorkspaceOptions, namingOf, now, openWorkspace, type WorkspaceOptions } from "./workspace-options.ts";
import { writeWhoCan } from "./write-who-can.ts";

/**
 * The command, ready to be added to the program.
 * @param end is told how the command ended.
 */
export function whoCanCommand(terminal: Terminal, end: (code: ExitCode) => void): Command {
  const command = new Command("who-can")
    .description("Tell who has a capability anywhere under a pattern.")
    .argument(
      "<capability>",
      CAPABILITIES.flatMap(({ name }) => (name === "deny" ? [] : name)).join(", "),
      readCapability,
    )
    .argument("<pattern>", "a path or pattern, such as '/prod/*'", readPattern)
    .option("--rule-type <type>", "the rule type in question", readRuleType, DEFAULT_RULE_TYPE);
  return addWorkspaceOptions(command)
    .addHelpText("after", DETAILS)
    .action(async (capability: CapabilityName, pattern: string, options: WhoCanOptions) =>
      end(await answer(capability, pattern, options, terminal)),
    );
}

const DETAILS = `
Exit codes:
  0  answered, also where nobody can
  2  wrong usage, or something that the answer depends on could not be read`;

interface WhoCanOptions extends WorkspaceOptions {
  readonly ruleType: string;
}

async function answer(
  capability: CapabilityName,
  pattern: string,
  options: WhoCanOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { ruleType, format } = options;
  if (!findRuleType(ruleType)?.capabilities.includes(capability)) {
    const types = RULE_TYPES.filter(({ capabilities }) => capabilities.includes(capability)).map(({ name }) => name);
    await terminal.complain(
      `"${capability}" does not exist on ${ruleType}. Choose with --rule-type: ${types.join(", ")}.`,
    );
    return EXIT_CODES.failure;
  }
  const workspace = await openWorkspace(options, terminal);
  if (workspace === undefined) return EXIT_CODES.failure;
  const { policy, gaps } = workspace;
  const appliedAt = now();
  const inside = tokenizePattern(readPathPattern(pattern), readingOf(policy.assumptions, "opaque"));
  const found = whoCan(policy, { capability, ruleType, inside }, { time: options.at ?? appliedAt, appliedAt });
  const naming = namingOf(workspace);
  const question = `${capability} on ${pattern} (${ruleType})`;
  await terminal.print(
    format === "json"
      ? `${JSON.stringify(reportWhoCan(found, policy, naming))}\n`
      : writeWhoCan(question, found, policy, naming, choosePaint(terminal.colour)),
  );
  return gaps.length === 0 ? EXIT_CODES.clean : EXIT_CODES.failure;
}
