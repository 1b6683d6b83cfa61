// What one client has under a pattern, whoever it is: the parts, what is decided on the witness of each, and what all of
// it rests on. Its roles can be asked about one by one; what they have in common is found once.

import { type AssumptionId, inOrder } from "../policy/assumptions.ts";
import type { CapabilityName } from "../policy/capability.ts";
import { bitOf, type CapabilitySet, fullSet } from "../policy/capability-set.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { holdsAdminRole } from "../policy/role.ts";
import type { AnswerBudget } from "./answer-budget.ts";
import { RegionAssumptions } from "./assumptions-of-region.ts";
import { AssumptionsWithin } from "./assumptions-within.ts";
import type { Client } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import { CutsAcrossRoles } from "./cross-role-cuts.ts";
import { decide } from "./decide.ts";
import type { Decision, Reason } from "./decision.ts";
import { type Part, PartsFinder } from "./find-parts.ts";
import { findPath } from "./find-path.ts";
import type { Region } from "./region.ts";

export interface WhoCanQuestion {
  readonly capability: CapabilityName;
  readonly ruleType: string;
  readonly inside: PathTokens;
}

/** How much all questions of an answer may take, and how much what it rests on. */
export interface Efforts {
  readonly asking: AnswerBudget;
  readonly naming: AnswerBudget;
}

/** What a client has. */
export interface Told {
  readonly parts: readonly ToldPart[];
  readonly notDecided: readonly ClientRule[];
  /** Whether it has more parts than were asked for. */
  readonly more: boolean;
  /** What it rests on where it has the capability, and where not. */
  readonly assumptions: readonly AssumptionId[];
}

export interface ToldPart {
  readonly role: string;
  readonly region: Region;
  readonly witness: string;
  /** False where it only may: a claim's value leaves open whether a rule reaches the region, or is not known. */
  readonly certain: boolean;
  /** What is decided on the witness; of what comes near it only that on which an assumption decides. */
  readonly decision: Decision;
  /** What the whole answer rests on, its exceptions included. */
  readonly assumptions: readonly AssumptionId[];
}

export class AskedClient {
  private readonly client: Client;
  private readonly question: WhoCanQuestion;
  private readonly wanted: CapabilitySet;
  private readonly naming: AnswerBudget;
  private readonly mostParts: number | undefined;
  private readonly restsOn: RegionAssumptions;
  private readonly cuts: CutsAcrossRoles;
  private readonly finder: PartsFinder;

  /** @param mostParts how many parts are told, if not all. */
  constructor(client: Client, question: WhoCanQuestion, { asking, naming }: Efforts, mostParts: number | undefined) {
    this.client = client;
    this.question = question;
    this.wanted = bitOf(question.capability);
    this.naming = naming;
    this.mostParts = mostParts;
    for (const each of [asking, naming]) each.addRules(client.rules.length);
    this.restsOn = new RegionAssumptions(client, question.ruleType);
    this.cuts = new CutsAcrossRoles(client, question.ruleType);
    this.finder = new PartsFinder(client, { ...question, wanted: this.wanted, effort: asking });
  }

  /**
   * One answer for each part that the admin role or allows give, or may give: what is decided on its witness names them
   * all.
   * @param only the role whose allows are asked about, if only one.
   */
  tell(only: string | undefined): Told {
    const { client, wanted, mostParts } = this;
    const { ruleType, inside } = this.question;
    const admins = client.roles.filter((role) => role.admin && (fullSet(ruleType) & wanted) !== 0);
    const admin = admins.find(({ name }) => name === only) ?? admins[0];
    if (admin) {
      const part = this.tellPart(fullPart(admin.name, inside), only, () => []);
      return { notDecided: [], more: false, parts: [part], assumptions: part.assumptions };
    }
    const within = new AssumptionsWithin(client, { ruleType, wanted, only }, this.naming, this.cuts);
    const assumptions = within.of(inside);
    const notDecided: ClientRule[] = [];
    const parts: ToldPart[] = [];
    const known = new KnownParts();
    for (const part of this.finder.find(only)) {
      if ("undecided" in part) notDecided.push(part.undecided.rule);
      else if (known.has(part)) continue;
      else if (parts.length === mostParts) return { notDecided, parts, more: true, assumptions };
      else {
        known.add(part);
        // What is named on the witness need not be looked for in the rest of the region.
        const rest = (named: readonly AssumptionId[]): AssumptionId[] =>
          within.of(
            part.region.inside,
            assumptions.filter((id) => !named.includes(id)),
          );
        parts.push(this.tellPart(part, only, rest));
      }
    }
    return { notDecided, parts, more: false, assumptions };
  }

  /** @param within what it rests on anywhere in the region besides what is named. */
  private tellPart(
    { role, region, witness, certain }: Part,
    only: string | undefined,
    within: (named: readonly AssumptionId[]) => readonly AssumptionId[],
  ): ToldPart {
    const { client, question } = this;
    const isFirst = only === undefined || client.roles[0]?.name === only || holdsAdminRole(client);
    const decided = decide(client, question.ruleType, witness, "assumed");
    const decision = isFirst ? decided : ownFirst(decided, only);
    const named = [...decision.assumptions, ...this.restsOn.of(region)];
    const behind = [...named, ...within(named)];
    const assumptions = inOrder(new Set(certain ? behind : [...behind, "A7"]));
    return { role, region, witness, certain, decision, assumptions };
  }
}

/** Parts that were told; most differ in where they lie or by their witness. */
class KnownParts {
  private readonly byWitness = new Map<string, Part[]>();

  has(part: Part): boolean {
    const same = this.byWitness.get(keyOf(part)) ?? [];
    return same.length > 0 && same.some((each) => JSON.stringify(each) === JSON.stringify(part));
  }

  add(part: Part): void {
    const key = keyOf(part);
    const same = this.byWitness.get(key);
    if (same) same.push(part);
    else this.byWitness.set(key, [part]);
  }
}

function keyOf({ role, witness, certain, region: { inside, except, exact } }: Part): string {
  return JSON.stringify([role, witness, certain, exact, except.length, inside]);
}

/** Among rules that say the same, those of the role in question come first. */
function ownFirst(decision: Decision, only: string | undefined): Decision {
  const { reasons } = decision;
  const isOther = ({ role }: Reason): number => Number(role !== only);
  const own = (["denies", "grants"] as const).flatMap((outcome) =>
    reasons.filter((reason) => reason.outcome === outcome).sort((a, b) => isOther(a) - isOther(b)),
  );
  const near = reasons.filter(({ outcome }) => outcome === "near-miss");
  return { ...decision, reasons: [...own, ...near] };
}

function fullPart(role: string, inside: PathTokens): Part {
  const answer = findPath({ inside: [inside], indexes: [], wanted: () => true });
  const witness = answer.decided ? (answer.witness ?? "/") : "/";
  return { role, region: { inside, except: [], exact: true }, witness, certain: true };
}
