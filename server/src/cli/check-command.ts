// `policy-lens check`: the same checks as in the editor, for people and for pipelines.

import { Command, Option } from "commander";
import { runChecks } from "../checks/run-checks.ts";
import { decideOnProblems } from "../checks/team-decisions.ts";
import { readRulesFile } from "../policy/read-rules-file.ts";
import { type ReportedProblem, reportProblem, reportProblems } from "./check-report.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { DecisionFinder } from "./find-decisions.ts";
import { findInputs } from "./find-inputs.ts";
import { choosePaint } from "./paint.ts";
import { readText } from "./read-text.ts";
import type { Terminal } from "./terminal.ts";
import { SKIPPED_FOLDERS } from "./walk-folder.ts";
import { writeCheckReport } from "./write-check-report.ts";

/**
 * The command, ready to be added to the program.
 * @param end is told how the command ended.
 */
export function checkCommand(terminal: Terminal, end: (code: ExitCode) => void): Command {
  return new Command("check")
    .description("Check rules files.")
    .argument("<file...>", "rules files, folders to look for them in, or - for standard input")
    .addOption(new Option("--format <format>", "how to report").choices(["text", "json"]).default("text"))
    .addHelpText("after", DETAILS)
    .action(async (names: string[], options: { readonly format: "text" | "json" }) => {
      end(await check(names, options.format, terminal));
    });
}

const DETAILS = `
Severities and suppressions of the nearest policy-lens.json, in the file's folder or above it, hold.
In a folder, files are known by their names; ${SKIPPED_FOLDERS.join(" and ")} are left out.

Exit codes:
  0  no errors; warnings, information and hints do not fail
  1  at least one error was found
  2  wrong usage, or something could not be read; the rest is still checked`;

async function check(names: readonly string[], format: "text" | "json", terminal: Terminal): Promise<ExitCode> {
  const { inputs, faults } = await findInputs(names);
  for (const fault of faults) await terminal.complain(fault);
  const problems: ReportedProblem[] = [];
  const finder = new DecisionFinder();
  let checked = 0;
  for (const input of inputs) {
    const reading = await readText(input, terminal);
    if ("fault" in reading) {
      await terminal.complain(reading.fault);
      continue;
    }
    checked++;
    const file = readRulesFile(reading.text);
    const decisions = await finder.find(input.path);
    const told = decideOnProblems(file, input.path ?? "", runChecks(file, NOTHING_BESIDE), decisions);
    for (const problem of told) problems.push(reportProblem(input.name, file, problem));
  }
  const report = reportProblems(problems);
  const complete = faults.length === 0 && checked === inputs.length;
  if (format === "json") await terminal.print(`${JSON.stringify(report)}\n`);
  else if (checked > 0) {
    await terminal.print(writeCheckReport(report, { fileCount: checked, complete }, choosePaint(terminal.colour)));
  }
  if (!complete) return EXIT_CODES.failure;
  return report.counts.error > 0 ? EXIT_CODES.findings : EXIT_CODES.clean;
}

/** Nobody else reports the syntax of a file on the command line. */
const NOTHING_BESIDE = { extraRuleTypes: [], syntax: "all" } as const;
