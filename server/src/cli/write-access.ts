// Everything a client may do, for people: which roles it holds and why, and then by rule type where it may do what.

import { explainAssumption } from "../evaluator/explain-decision.ts";
import type { Assumptions } from "../policy/assumptions.ts";
import type { AccessReport, ReportedAccess, ReportedRole } from "./access-report.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { placesOf, section, writeAssumptions, writeNotes, writeReasons } from "./write-decision.ts";
import { writeNotDecided } from "./write-not-decided.ts";
import { type Cell, writeTable } from "./write-table.ts";

/** @param title who asks. */
export function writeAccess(title: string, report: AccessReport, settings: Assumptions, paint: Paint): string {
  const { roles, access, uncertain, decided, assumptions } = report;
  const held = roles.filter((role) => role.held);
  const notHeld = roles.filter((role) => !role.held);
  const sentences = assumptions.map((id) => explainAssumption(id, settings));
  return [
    `${printable(title)}:\n${paint(access.length > 0 ? "green" : "yellow", summary(report, held.length))}\n`,
    section("Roles held", writeTable(held.map(heldRow), "  ", paint), paint),
    section(
      "Roles not held",
      writeTable(
        notHeld.map(({ role, why }) => [role, why ?? ""]),
        "  ",
        paint,
      ),
      paint,
    ),
    section("May do", writeTable(access.map(accessRow), "  ", paint), paint),
    section("May do more or less", writeReasons(uncertain, "  ", paint), paint),
    section("Not counted", writeReasons(report.notCounted, "  ", paint), paint),
    decided ? "" : `\n${paint("yellow", writeNotDecided(access.filter(({ witness }) => witness === null)))}\n`,
    writeNotes(report, paint),
    writeAssumptions(sentences, paint),
  ].join("");
}

/** "Nothing else" is said only where that is known. */
function summary({ access, uncertain, decided, notes = [] }: AccessReport, roles: number): string {
  const isAll = decided && uncertain.length === 0 && notes.length === 0;
  if (access.length > 0) return isAll ? "May do what is listed, and nothing else." : "May do what is listed.";
  if (isAll) return roles === 0 ? "Holds no role and may do nothing." : "May do nothing.";
  return roles === 0 ? "Holds no role that is known." : "May do nothing for certain.";
}

function heldRow({ role, admin, why }: ReportedRole): Cell[] {
  const by = why === null ? [] : [`by ${why}`];
  return [role, [...by, ...(admin ? ["the admin role"] : [])].join("; ")];
}

function accessRow({ ruleType, capabilities, pattern, witness, reasons }: ReportedAccess): Cell[] {
  const places = placesOf(reasons).join(", ");
  return [
    ruleType,
    { text: capabilities.join(", "), style: "green" },
    pattern,
    witness === null || witness === pattern ? "" : `such as ${witness}`,
    { text: places, style: "dim" },
  ];
}
