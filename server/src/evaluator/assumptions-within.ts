// Which assumptions all that a client may do within a pattern rests on: taken otherwise, there is a path of the pattern on
// which it may do more or less. Nothing is named but by such a path, or where looking for one took too much.

import { type AssumptionId, inOrder } from "../policy/assumptions.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { AccessAsked } from "./access-asked.ts";
import { AnswerBudget } from "./answer-budget.ts";
import { AskedCompartment } from "./asked-compartment.ts";
import type { Client } from "./client.ts";
import { CrossRoleCuts, CutsAcrossRoles } from "./cross-role-cuts.ts";
import { DEFAULT_BUDGET } from "./path-question.ts";
import { ReadingChanges } from "./reading-changes.ts";

/** What it may cost to name the assumptions behind a whole answer: less than the answer. */
export function budgetOfAssumptions(): AnswerBudget {
  return new AnswerBudget(DEFAULT_BUDGET, SHARE);
}

const SHARE = 1 / 8;

export class AssumptionsWithin {
  private readonly cuts: CrossRoleCuts;
  private readonly readings: readonly ReadingChanges[];

  /**
   * @param effort of this and all other questions of the answer.
   * @param cuts of the same client and rule type, for who asks about one role after the other.
   */
  constructor(
    client: Client,
    asked: AccessAsked,
    effort: AnswerBudget,
    cuts: CutsAcrossRoles = new CutsAcrossRoles(client, asked.ruleType),
  ) {
    this.cuts = new CrossRoleCuts(cuts, asked, effort);
    const perRole = client.circumstances.assumptions["cross-role-deny"] === "per-role";
    const all = client.compartmentsByType.get(asked.ruleType) ?? [];
    const compartments = all.map((each) => new AskedCompartment(each, perRole, asked));
    const own = compartments.filter(
      ({ role }) => role === undefined || asked.only === undefined || role === asked.only,
    );
    this.readings = client.otherReadings().map((reading) => new ReadingChanges(reading, own, asked, effort));
  }

  /** @param among those that are asked for, if not all. */
  of(inside: PathTokens, among?: readonly AssumptionId[]): AssumptionId[] {
    const found = new Set<AssumptionId>();
    const isAsked = (id: AssumptionId): boolean => !found.has(id) && (among?.includes(id) ?? true);
    if (isAsked("A1") && this.cuts.reach(inside)) found.add("A1");
    for (const reading of this.readings) {
      if (reading.ids.some(isAsked) && reading.reach(inside)) for (const id of reading.ids) found.add(id);
    }
    return inOrder(found);
  }
}
