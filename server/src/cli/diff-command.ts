// `policy-lens diff`: what an edit grants or revokes, for all paths, in every role.

import { Command, Option } from "commander";
import { AnswerBudget } from "../evaluator/answer-budget.ts";
import { comparePolicies } from "../evaluator/compare-policies.ts";
import { remainsOfGains, remainsOfLosses } from "../evaluator/find-remains.ts";
import { addSureGains } from "../evaluator/find-sure-gains.ts";
import { notesOnBoth } from "../evaluator/notes-on-answer.ts";
import { regionText, wholeRegionText } from "../evaluator/region.ts";
import type { Assumptions } from "../policy/assumptions.ts";
import { writtenForBoth } from "../policy/write-pattern.ts";
import { alignSides } from "./align-sides.ts";
import { type DiffReport, NOTHING_REMAINS, type Remains, reportDiff } from "./diff-report.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { findSides } from "./find-side.ts";
import { type LoadedSide, loadSide } from "./load-side.ts";
import { choosePaint } from "./paint.ts";
import { printable } from "./printable.ts";
import { readMoment } from "./read-moment.ts";
import type { Terminal } from "./terminal.ts";
import {
  assumeIn,
  assumeOption,
  formatOption,
  namingOf,
  now,
  openAssumptions,
  tellRemarks,
} from "./workspace-options.ts";
import { writeDiff } from "./write-diff.ts";

/**
 * The command, ready to be added to the program.
 * @param end is told how the command ended.
 */
export function diffCommand(terminal: Terminal, end: (code: ExitCode) => void): Command {
  return new Command("diff")
    .description("Tell what access an edit grants and revokes.")
    .argument(
      "<before>",
      "a rules file, a manifest, a folder, an export of roles, or a git revision, as in HEAD or HEAD:roles/app.json",
    )
    .argument("<after>", "the same; a whole revision beside a path means that path in it")
    .addOption(
      new Option("--fail-on <what>", "exit with 1 where there is such a change").choices(["gained", "lost", "any"]),
    )
    .option("--at <time>", "the moment in question, in ISO 8601 or unix seconds (default: now)", readMoment)
    .addOption(assumeOption())
    .addOption(formatOption())
    .addHelpText("after", DETAILS)
    .action(async (before: string, after: string, options: DiffOptions) =>
      end(await diff(before, after, options, terminal)),
    );
}

const DETAILS = `
In a folder, policy-lens.json counts; without one, every rules file is a role named after the file.
Two single rules files are compared as one role, and one beside a manifest or an export as the role of its name.
An export is what list-roles or get-role printed with --json. Revisions are read by git, and nothing of them is executed.

Exit codes:
  0  compared; what changed fails only where --fail-on says so
  1  there is a change that --fail-on names
  2  wrong usage, or something could not be read, or with --fail-on could not be decided`;

type FailOn = "gained" | "lost" | "any";

interface DiffOptions {
  readonly failOn?: FailOn;
  readonly at?: number;
  readonly assume?: Partial<Assumptions>;
  readonly format: "text" | "json";
}

async function diff(before: string, after: string, options: DiffOptions, terminal: Terminal): Promise<ExitCode> {
  const assumptions = await openAssumptions(options, terminal);
  const sides = await findSides(before, after);
  if ("fault" in sides) {
    await terminal.complain(printable(sides.fault));
    return EXIT_CODES.failure;
  }
  if (assumptions === undefined) return EXIT_CODES.failure;
  const loaded = [await loadSide(sides[0], assumptions), await loadSide(sides[1], assumptions)] as const;
  await tellRemarks({ remarks: [...new Set(loaded.flatMap(({ remarks }) => remarks))] }, terminal);
  const aligned = alignSides(...loaded);
  if ("fault" in aligned) {
    await terminal.complain(printable(aligned.fault));
    return EXIT_CODES.failure;
  }
  const { assume = {} } = options;
  const [was, is] = [assumeIn(aligned.sides[0], assume), assumeIn(aligned.sides[1], assume)] as const;
  await tellRemarks({ remarks: aligned.remarks.map(printable) }, terminal);
  const complete = was.gaps.length === 0 && is.gaps.length === 0;
  if (was.policy.roles.length === 0 && is.policy.roles.length === 0) {
    if (complete) await terminal.complain("Neither side has any role to compare.");
    return EXIT_CODES.failure;
  }
  const appliedAt = now();
  const times = { time: options.at ?? appliedAt, appliedAt };
  const effort = new AnswerBudget();
  const regionWords = options.format === "json" ? wholeRegionText : regionText;
  const states = comparePolicies(was.policy, is.policy, times, effort);
  const comparison = isApplied(was, is) ? addSureGains(states, was.policy, is.policy, times) : states;
  const report = reportDiff(
    comparison,
    { before: namingOf(was), after: namingOf(is) },
    remainsBetween(was, is),
    effort.leftOut,
    notesOnBoth(was.policy, is.policy),
    (region) => regionWords(region, writtenForBoth(was.policy.assumptions, is.policy.assumptions)),
  );
  await terminal.print(
    options.format === "json"
      ? `${JSON.stringify(report)}\n`
      : writeDiff(report, is.policy.assumptions, choosePaint(terminal.colour)),
  );
  if (!complete) return EXIT_CODES.failure;
  // What comes for certain is asked for by itself, and what of that is open is not known by its place.
  const open = isApplied(was, is) ? (["gained", "lost"] as const) : effort.leftOut.map(({ change }) => change);
  return judge(report, new Set(report.decided ? [] : open), options.failOn);
}

/** Applying rules files to what an export shows takes no rule away that they lack (F1.8, A12). */
function isApplied(was: LoadedSide, is: LoadedSide): boolean {
  return was.from === "role export" && is.from !== "role export";
}

function remainsBetween(was: LoadedSide, is: LoadedSide): Remains {
  if (!isApplied(was, is)) return NOTHING_REMAINS;
  return { gained: remainsOfGains(is.policy), lost: remainsOfLosses(is.policy) };
}

/**
 * What is found fails, and what might have been found if the question had not been too large must not pass.
 * @param open of what there may be more.
 */
function judge({ gained, lost }: DiffReport, open: ReadonlySet<string>, failOn: FailOn | undefined): ExitCode {
  if (failOn === undefined) return EXIT_CODES.clean;
  const found = (failOn !== "lost" && gained.length > 0) || (failOn !== "gained" && lost.length > 0);
  if (found) return EXIT_CODES.findings;
  const isOpen = failOn === "any" ? open.size > 0 : open.has(failOn);
  return isOpen ? EXIT_CODES.failure : EXIT_CODES.clean;
}
