// Who has a capability, for people: those that associations let in, then named identities.

import { explainAssumption } from "../evaluator/explain-decision.ts";
import { associationText } from "../evaluator/explain-roles.ts";
import { notesOn } from "../evaluator/notes-on-answer.ts";
import { regionText, witnessText } from "../evaluator/region.ts";
import type { Holder, WhoCan } from "../evaluator/who-can.ts";
import type { Assumptions } from "../policy/assumptions.ts";
import type { Policy } from "../policy/policy.ts";
import { type Naming, reportDecisive } from "./decision-report.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { reportOpenRules } from "./report-left-out.ts";
import { placesOf, section, writeAssumptions, writeNotes } from "./write-decision.ts";
import { writeNotDecided } from "./write-not-decided.ts";
import { type Cell, writeTable } from "./write-table.ts";

/** @param question the capability, pattern and rule type in words. */
export function writeWhoCan(
  question: string,
  { decided, notDecided, answers, assumptions }: WhoCan,
  policy: Policy,
  naming: Naming,
  paint: Paint,
): string {
  const identities = answers.filter(({ identity }) => identity !== undefined);
  const clients = answers.filter(({ identity }) => identity === undefined);
  const sentences = assumptions.map((id) => explainAssumption(id, policy.assumptions));
  const notes = notesOn(policy);
  const nobody = notes.length === 0 ? "Nobody can" : "Nobody is known who can";
  const rows = (holders: readonly Holder[]): string =>
    writeTable(
      holders.map((holder) => holderRow(holder, policy.assumptions, naming)),
      "  ",
      paint,
    );
  return [
    answers.length === 0 ? paint("green", `${nobody} ${printable(question)}.\n`) : `Who can ${printable(question)}:\n`,
    section("Clients, by association", rows(clients), paint),
    section("Identities", rows(identities), paint),
    decided ? "" : `\n${paint("yellow", writeNotDecided(reportOpenRules(notDecided)))}\n`,
    writeNotes({ notes }, paint),
    writeAssumptions(sentences, paint),
  ].join("");
}

function holderRow(holder: Holder, assumptions: Assumptions, naming: Naming): Cell[] {
  const { association, identity, role, region, witness } = holder;
  const who = identity ?? (association ? associationText(association) : "nobody yet");
  const pattern = regionText(region, assumptions);
  const shownWitness = witnessText(witness);
  const places = placesOf(reportDecisive(holder.decision, naming)).join(", ");
  return [
    { text: who, style: "bold" },
    `role ${role}`,
    holder.certain ? pattern : `may, not certain: ${pattern}`,
    shownWitness === pattern ? "" : `such as ${shownWitness}`,
    { text: places, style: "dim" },
  ];
}
