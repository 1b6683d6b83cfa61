// `policy-lens impersonate`: what a client may do on one path, on many, or at all, and why.

import { Command, Option } from "commander";
import { decide } from "../evaluator/decide.ts";
import { notesOn } from "../evaluator/notes-on-answer.ts";
import { prepareIdentity } from "../evaluator/prepare-identity.ts";
import { type Region, regionText, wholeRegionText } from "../evaluator/region.ts";
import { DEFAULT_RULE_TYPE } from "../policy/rule-type.ts";
import { reportAccess } from "./access-report.ts";
import { answerQueries } from "./answer-queries.ts";
import { reportDecision } from "./decision-report.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { type AskingOptions, findAsker } from "./find-asker.ts";
import { choosePaint } from "./paint.ts";
import { addClaim } from "./read-claim.ts";
import { readPattern, readRuleType } from "./read-word.ts";
import type { Terminal } from "./terminal.ts";
import { addWorkspaceOptions, now, type WorkspaceOptions } from "./workspace-options.ts";
import { writeAccess } from "./write-access.ts";
import { writeDecision } from "./write-decision.ts";

/**
 * The command, ready to be added to the program.
 * @param end is told how the command ended.
 */
export function impersonateCommand(terminal: Terminal, end: (code: ExitCode) => void): Command {
  const command = new Command("impersonate")
    .description("Tell what a client may do, and why.")
    .addOption(new Option("--as <name>", "an identity of the manifest").conflicts(["authMethod", "role", "rules"]))
    .addOption(new Option("--auth-method <name>", "a client of this auth method").conflicts(["role", "rules"]))
    .addOption(new Option("--role <name>", "a client that holds this role only").conflicts("rules"))
    .option("--rules <file>", "a client that holds the rules of this file only; - is standard input")
    .option("--claim <key=value>", "a claim of the client; may come several times", addClaim)
    .option("--claims-file <file>", "claims, as describe-sub-claims prints them")
    .addOption(
      new Option("--path <path>", "the path in question; otherwise all access is told")
        .argParser(readPattern)
        .conflicts("queries"),
    )
    .option("--queries <file>", "many questions, one JSON object a line; - is standard input")
    .option("--rule-type <type>", `the rule type in question (default: ${DEFAULT_RULE_TYPE})`, readRuleType);
  return addWorkspaceOptions(command)
    .addHelpText("after", DETAILS)
    .action(async (options: ImpersonateOptions) => end(await impersonate(options, terminal)));
}

const DETAILS = `
Without --path and --queries, all that the client may do is told, and which roles it holds.
A query is {"path": "/a/b", "ruleType": "item-rule", "at": "2030-01-31T12:00:00Z"}; only the path is needed.

Exit codes:
  0  answered, whatever the answer is
  2  wrong usage, or something that the answer depends on could not be read`;

interface ImpersonateOptions extends WorkspaceOptions, AskingOptions {
  readonly path?: string;
  readonly queries?: string;
  readonly ruleType?: string;
}

async function impersonate(options: ImpersonateOptions, terminal: Terminal): Promise<ExitCode> {
  const found = await findAsker(options, terminal);
  if (found === undefined) return EXIT_CODES.failure;
  const { policy, chosen, naming, complete } = found;
  const { asker, title } = chosen;
  const appliedAt = now();
  const time = options.at ?? appliedAt;
  const ended = complete ? EXIT_CODES.clean : EXIT_CODES.failure;
  if (options.queries !== undefined) {
    const defaults = { ruleType: options.ruleType ?? DEFAULT_RULE_TYPE, time, appliedAt };
    return (await answerQueries(options.queries, { policy, asker, naming, defaults }, terminal))
      ? ended
      : EXIT_CODES.failure;
  }
  const client = prepareIdentity(policy, asker, { time, appliedAt });
  const paint = choosePaint(terminal.colour);
  if (options.path === undefined) {
    const regionWords = options.format === "json" ? wholeRegionText : regionText;
    const writeRegion = (region: Region): string => regionWords(region, policy.assumptions);
    const report = reportAccess(policy, asker, client, options.ruleType, naming, writeRegion);
    await terminal.print(
      options.format === "json" ? writeJson(report) : writeAccess(title, report, policy.assumptions, paint),
    );
    return ended;
  }
  const notes = notesOn(policy, asker);
  const decision = decide(client, options.ruleType ?? DEFAULT_RULE_TYPE, options.path);
  await terminal.print(
    options.format === "json"
      ? writeJson(reportDecision(decision, naming, notes))
      : writeDecision(title, decision, naming, notes, paint),
  );
  return ended;
}

function writeJson(report: unknown): string {
  return `${JSON.stringify(report)}\n`;
}
