// `policy-lens check`: the same checks as in the editor, for people and for pipelines.

import { join } from "node:path";
import { Command, Option } from "commander";
import { checkFile } from "./check-file.ts";
import { type ReportedProblem, reportProblems } from "./check-report.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { CheckedWorkspaceFinder, documentsOf } from "./find-checked-workspace.ts";
import { findInputs } from "./find-inputs.ts";
import { pathOnDisk } from "./find-workspace.ts";
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
    .description("Check rules files, manifests and what they name.")
    .argument("<file...>", "files, folders to look for them in, or - for standard input")
    .addOption(new Option("--format <format>", "how to report").choices(["text", "json"]).default("text"))
    .addHelpText("after", DETAILS)
    .action(async (names: string[], options: { readonly format: "text" | "json" }) => {
      end(await check(names, options.format, terminal));
    });
}

const DETAILS = `
A file is checked by itself and as a part of its workspace: that of the nearest policy-lens.json, in its folder or
above it, whose severities and suppressions hold. What is found stands at the files that you name.
A folder stands for its rules files, its manifests and what manifests name there: "policy-lens check ." in the folder
of a manifest checks everything. What leads out of the folder is not read, and links below it are not followed.
${SKIPPED_FOLDERS.join(" and ")} are left out.

Exit codes:
  0  no errors; warnings, information and hints do not fail
  1  at least one error was found
  2  wrong usage, or something could not be read; the rest is still checked`;

async function check(names: readonly string[], format: "text" | "json", terminal: Terminal): Promise<ExitCode> {
  const finder = new CheckedWorkspaceFinder(names);
  const { inputs, faults } = await findInputs(names, (folder, manifests) => findNamed(finder, folder, manifests));
  const given = new Map(inputs.flatMap(({ name, path }) => (path === undefined ? [] : [[pathOnDisk(path), name]])));
  const nameOf = (document: string): string => given.get(document) ?? finder.tree.show(document);
  const problems: ReportedProblem[] = [];
  const complaints = new Set(faults);
  let checked = 0;
  // What a manifest names may come before the manifest.
  for (const { path } of inputs) await finder.findFor(path);
  for (const input of inputs) {
    const reading = await readText(input, terminal);
    const workspace = await finder.findFor(input.path);
    if (workspace && "fault" in workspace) complaints.add(workspace.fault);
    if ("fault" in reading) {
      complaints.add(reading.fault);
      continue;
    }
    checked++;
    const document = input.path === undefined ? undefined : pathOnDisk(input.path);
    const { text } = reading;
    const nearest = workspace && "fault" in workspace ? undefined : workspace;
    const owner = document === undefined ? nearest : finder.ownerOf(document, text, nearest);
    for (const problem of checkFile({ name: input.name, document, text }, owner, nameOf)) problems.push(problem);
  }
  for (const complaint of complaints) await terminal.complain(complaint);
  const report = reportProblems(problems);
  const complete = complaints.size === 0;
  if (format === "json") await terminal.print(`${JSON.stringify(report)}\n`);
  else if (checked > 0) {
    await terminal.print(writeCheckReport(report, { fileCount: checked, complete }, choosePaint(terminal.colour)));
  }
  if (!complete) return EXIT_CODES.failure;
  return report.counts.error > 0 ? EXIT_CODES.findings : EXIT_CODES.clean;
}

/** What the manifests below a folder and the one above it name below it, as paths that begin as the folder is given. */
async function findNamed(
  finder: CheckedWorkspaceFinder,
  folder: string,
  manifests: readonly string[],
): Promise<readonly string[]> {
  const root = pathOnDisk(folder);
  const below = root === "" ? "" : `${root}/`;
  const found = [await finder.findAbove(folder)];
  for (const manifest of manifests) found.push(await finder.findFor(manifest));
  return found.flatMap((workspace) =>
    workspace && "snapshot" in workspace
      ? documentsOf(workspace.snapshot)
          .filter((document) => document.startsWith(below))
          .map((document) => join(folder, document.slice(below.length)))
      : [],
  );
}
