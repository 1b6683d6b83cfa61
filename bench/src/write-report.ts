// Turns findings into the Markdown of results.md. It judges nothing and knows no number of its own.

import type { ContestantName } from "./contestants/all-contestants.ts";
import type { RatioRow } from "./judge-decisions.ts";
import { type Finding, isMet } from "./targets.ts";

export interface Report {
  readonly plan: string;
  readonly machine: string;
  readonly columns: readonly string[];
  readonly ratios: readonly RatioRow[];
  readonly absolute: ReadonlyMap<ContestantName, readonly number[]>;
  readonly agreement: readonly (readonly string[])[];
  readonly builds: readonly (readonly string[])[];
  readonly sections: readonly Section[];
}

export interface Section {
  readonly title: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

export function writeReport(report: Report): string {
  const findings = [...report.ratios.flatMap((row) => row.findings), ...report.sections.flatMap((one) => one.findings)];
  const promised = findings.filter((finding) => finding.bound);
  const met = promised.filter((finding) => isMet(finding));
  const lines = [
    "# Benchmark results",
    "",
    `Written by \`npm run bench\` (${report.plan} run) on ${report.machine}. How it is measured: docs/benchmarks.md.`,
    "",
    `**${met.length} of ${promised.length} targets met.**`,
    ...missed(report),
    "",
    ...(report.columns.length > 0 ? decisionLines(report) : []),
    ...report.sections.flatMap(sectionLines),
    "",
  ];
  return lines.join("\n");
}

function decisionLines(report: Report): string[] {
  return [
    "## One decision",
    "",
    "The floor row says how many times the floor we take; every other row how many times as long as we they take.",
    "In brackets the target.",
    "",
    ...table(["", ...report.columns], report.ratios.map(ratioCells)),
    "",
    "The same in nanoseconds of this machine, for orientation only:",
    "",
    ...table(
      ["", ...report.columns],
      [...report.absolute].map(([name, times]) => [name, ...times.map((time) => shortNumber(time))]),
    ),
    "",
    "All answers agreed. How many of the paths each was compared with us on, within its time for answering:",
    "",
    ...table(["", ...report.columns], report.agreement),
    "",
    "Getting ready: milliseconds from a contestant's own form of the rules to its first answer, in a cold process,",
    "and in brackets that time divided by ours:",
    "",
    ...table(["", ...report.columns], report.builds),
  ];
}

function sectionLines({ title, text, findings }: Section): string[] {
  const rows = findings.map((finding) => [
    finding.subject,
    measuredText(finding),
    boundText(finding),
    verdict(finding),
  ]);
  return ["", `## ${title}`, "", text, "", ...table(["", "measured", "target", ""], rows)];
}

function missed({ ratios, sections }: Report): string[] {
  const named = [
    ...ratios.flatMap(({ contestant, findings }) => findings.map((finding) => ({ contestant, finding }))),
    ...sections.flatMap(({ title, findings }) => findings.map((finding) => ({ contestant: title, finding }))),
  ].filter(({ finding }) => isMet(finding) === false);
  return named.map(
    ({ contestant, finding }) =>
      `- missed: ${contestant}, ${finding.subject}: ${measuredText(finding)} where ${boundText(finding)} is wanted`,
  );
}

function ratioCells({ contestant, findings }: RatioRow): string[] {
  return [
    contestant,
    ...findings.map((finding) => {
      const bound = finding.bound ? ` (${boundText(finding)}) ${verdict(finding)}` : "";
      return `${measuredText(finding)}${bound}`;
    }),
  ];
}

function measuredText({ measured, unit }: Finding): string {
  return Number.isNaN(measured) ? shortNumber(measured) : `${shortNumber(measured)} ${unit}`;
}

function boundText({ bound }: Finding): string {
  if (!bound) return "";
  return "atMost" in bound ? `<= ${shortNumber(bound.atMost)}` : `>= ${shortNumber(bound.atLeast)}`;
}

function verdict(finding: Finding): string {
  const met = isMet(finding);
  return met === undefined ? "" : met ? "met" : "**missed**";
}

export function shortNumber(value: number): string {
  if (Number.isNaN(value)) return "not measured";
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(3)));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map((_, at) => (at === 0 ? "---" : "--:")), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}
