// What an edit grants or revokes, for people: what is gained first, then what is lost, each with the rules of both sides.

import { countChanges } from "../evaluator/count-changes.ts";
import { explainAssumption } from "../evaluator/explain-decision.ts";
import { type Assumptions, inOrder } from "../policy/assumptions.ts";
import type { DiffReport, ReportedChange } from "./diff-report.ts";
import type { Paint, Style } from "./paint.ts";
import { printable } from "./printable.ts";
import { placeOf, writeAssumptions, writeNotes } from "./write-decision.ts";
import { writeNotDecided } from "./write-not-decided.ts";
import { type Cell, writeTable } from "./write-table.ts";

/** @param settings how the settable assumptions were taken. */
export function writeDiff(report: DiffReport, settings: Assumptions, paint: Paint): string {
  const { decided, gained, lost } = report;
  const noted = writeNotes(report, paint);
  const notDecided = decided ? "" : `${paint("yellow", writeNotDecided(report.notDecided))}\n`;
  if (gained.length === 0 && lost.length === 0) {
    return decided && noted === ""
      ? `${paint("green", "No change in access.")}\n`
      : `No change in access was found.\n${notDecided}${noted}`;
  }
  const behind = new Set([...gained, ...lost].flatMap(({ assumptions }) => assumptions));
  const sentences = inOrder(behind).map((id) => explainAssumption(id, settings));
  return [
    writeChanges("Gained", "+", "red", gained, paint),
    writeChanges("Lost", "-", "yellow", lost, paint),
    `${countReported(gained)} gained, ${countReported(lost)} lost.\n${notDecided}${noted}${writeAssumptions(sentences, paint)}`,
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** One that may not come at first and comes for certain later is one. */
function countReported(changes: readonly ReportedChange[]): number {
  const keyOf = ({ role, ruleType, capability, pattern, associations }: ReportedChange): string =>
    JSON.stringify([role, ruleType, capability, pattern, associations]);
  const certain = new Set(changes.filter(({ remark }) => remark === undefined).map(keyOf));
  const counted = changes.filter((change) => change.remark === undefined || !certain.has(keyOf(change)));
  return countChanges(
    counted.map((change) => ({
      ...change,
      from: change.from,
      isThroughHolders: change.associations !== undefined,
    })),
  );
}

function writeChanges(
  heading: string,
  sign: string,
  style: Style,
  changes: readonly ReportedChange[],
  paint: Paint,
): string {
  if (changes.length === 0) return "";
  const blocks = joinCapabilities(changes).map((group) => writeGroup(sign, style, group, paint));
  return `${paint("bold", heading)}\n${blocks.join("")}`;
}

/** Changes that are the same but for the capability. */
interface ChangeGroup {
  readonly change: ReportedChange;
  readonly capabilities: readonly string[];
}

function joinCapabilities(changes: readonly ReportedChange[]): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>();
  for (const { capability, ...rest } of changes) {
    const key = JSON.stringify(rest);
    const known = groups.get(key);
    groups.set(key, { change: { capability, ...rest }, capabilities: [...(known?.capabilities ?? []), capability] });
  }
  return [...groups.values()];
}

function writeGroup(sign: string, style: Style, { change, capabilities }: ChangeGroup, paint: Paint): string {
  const { role, ruleType, pattern, witness, from, expires, associations = [], reasons, remark } = change;
  const head: Cell[] = [
    { text: `${sign} ${capabilities.join(", ")}`, style },
    `on ${pattern} (${ruleType}) in role ${role}`,
    witness === pattern ? "" : `such as ${witness}`,
  ];
  const reasonRows = reasons.map((reason): Cell[] => [
    reason.side,
    { text: placeOf(reason), style: "dim" },
    reason.why,
  ]);
  return [
    writeTable([head], "  ", paint),
    from === undefined
      ? ""
      : `      from ${printable(from)} on, when ${expires === "auth method" ? "the auth method" : "a rule"} expires\n`,
    remark === undefined ? "" : `      ${paint("cyan", remark)}\n`,
    ...associations.map((each) => `      for ${printable(each.text)}\n`),
    writeTable(reasonRows, "      ", paint),
  ].join("");
}
