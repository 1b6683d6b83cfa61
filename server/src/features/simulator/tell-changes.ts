// What an edit grants and revokes, as the view shows it: for one client, or in every role. Gained comes first.

import type { Client } from "../../evaluator/client.ts";
import { type AccessChange, compareAccess } from "../../evaluator/compare-access.ts";
import { comparePolicies, type RoleChange } from "../../evaluator/compare-policies.ts";
import { type CountedChange, countChanges } from "../../evaluator/count-changes.ts";
import type { Decision } from "../../evaluator/decision.ts";
import { type EffectiveAccess, effectiveAccess } from "../../evaluator/effective-access.ts";
import { explainDecision } from "../../evaluator/explain-decision.ts";
import { associationText } from "../../evaluator/explain-roles.ts";
import type { Times } from "../../evaluator/prepare-identity.ts";
import { regionText, wholeRegionText, witnessText } from "../../evaluator/region.ts";
import { momentText } from "../../evaluator/time-words.ts";
import { writtenForBoth } from "../../policy/write-pattern.ts";
import { type LinkedSentence, linkSentence } from "../link-sentence.ts";
import type { Sides, Subject } from "./subject.ts";

export interface ComparisonAnswer {
  /** "No change in access.", or how much was gained and lost. */
  readonly summary: string;
  /** False when a question was too large: what is listed is true, and there may be more. */
  readonly decided: boolean;
  /** How many capabilities, each on its pattern. */
  readonly gainedCount: number;
  readonly lostCount: number;
  readonly gained: readonly ToldChange[];
  readonly lost: readonly ToldChange[];
  /** What one client may do as before; absent where roles are compared, or where there is much of it. */
  readonly unchanged: readonly ToldAccess[] | undefined;
}

export interface ToldAccess {
  readonly ruleType: string;
  readonly capabilities: readonly string[];
  readonly pattern: string;
}

export interface ToldChange {
  /** The role in which access changes; absent where one client is compared. */
  readonly role: string | undefined;
  readonly ruleType: string;
  readonly capabilities: readonly string[];
  readonly pattern: string;
  /** A shortest path on which the change shows. */
  readonly witness: string;
  /** What else is to be said: from when on, and for whom. */
  readonly remarks: readonly string[];
  /** What decided the witness before. */
  readonly before: LinkedSentence[];
  /** What decides it now. */
  readonly after: LinkedSentence[];
}

/**
 * What one client gains and loses.
 * @param isWhole whether nothing of either side is known to be left out.
 */
export function tellClientChanges(
  subjects: Sides<Subject>,
  clients: Sides<Client>,
  isWhole: boolean,
): ComparisonAnswer {
  const { decided, gained, lost } = compareAccess(clients.before, clients.after);
  const tell = (change: AccessChange): CountedTold => {
    return { told: tellChange(change, subjects, undefined, []), from: undefined, isThroughHolders: false };
  };
  const summary = summarise({ decided, isWhole }, gained.map(tell), lost.map(tell));
  return { ...summary, unchanged: findUnchanged(clients) };
}

/** What every role gains and loses, at every moment that matters. */
export function tellPolicyChanges(subjects: Sides<Subject>, times: Times, isWhole: boolean): ComparisonAnswer {
  const { decided, gained, lost } = comparePolicies(subjects.before.policy, subjects.after.policy, times);
  const tell = (change: RoleChange): CountedTold => {
    const told = tellChange(change, subjects, change.role, remarksOn(change));
    return { told, from: change.from, isThroughHolders: change.association !== undefined };
  };
  return summarise({ decided, isWhole }, gained.map(tell), lost.map(tell));
}

/** A change, and what of it counts beside what is told. */
interface CountedTold extends Pick<CountedChange, "from" | "isThroughHolders"> {
  readonly told: ToldChange;
}

function summarise(
  { decided, isWhole }: { readonly decided: boolean; readonly isWhole: boolean },
  gained: readonly CountedTold[],
  lost: readonly CountedTold[],
): ComparisonAnswer {
  const [gainedCount, lostCount] = [countCapabilities(gained), countCapabilities(lost)];
  const nothing = decided && isWhole ? "No change in access." : "No change in access was found.";
  const summary = gainedCount + lostCount === 0 ? nothing : `${gainedCount} gained, ${lostCount} lost.`;
  const listed = { gained: gained.map(({ told }) => told), lost: lost.map(({ told }) => told) };
  return { summary, decided, gainedCount, lostCount, ...listed, unchanged: undefined };
}

function countCapabilities(changes: readonly CountedTold[]): number {
  return countChanges(
    changes.flatMap(({ told, ...rest }) => told.capabilities.map((capability) => ({ ...told, ...rest, capability }))),
  );
}

function tellChange(
  { ruleType, capabilities, region, witness, before, after }: AccessChange,
  subjects: Sides<Subject>,
  role: string | undefined,
  remarks: readonly string[],
): ToldChange {
  return {
    role,
    ruleType,
    capabilities,
    pattern: regionText(region, writtenForBoth(subjects.before.policy.assumptions, subjects.after.policy.assumptions)),
    witness: witnessText(witness),
    remarks,
    before: explain(before, subjects.before),
    after: explain(after, subjects.after),
  };
}

/** Where no rule decides, that is the reason. */
function explain(decision: Decision, { home, targets }: Subject): LinkedSentence[] {
  const { because } = explainDecision(decision, home);
  if (because.length === 0) return [["No rule permits anything there."]];
  return because.map((sentence) => linkSentence(sentence, targets));
}

function remarksOn({ from, methodExpires, association }: RoleChange): string[] {
  return [
    ...(from === undefined
      ? []
      : [`From ${momentText(from)} on, when ${methodExpires ? "the auth method" : "a rule"} expires.`]),
    ...(association ? [`For ${associationText(association)}.`] : []),
  ];
}

/** More rules than this are not listed: who compares looks for what changes. */
const MOST_LISTED_RULES = 500;

/** Of each pattern the capabilities that stand on both sides. What holds on a part only may hold on another one now. */
function findUnchanged({ before, after }: Sides<Client>): ToldAccess[] | undefined {
  if (after.rules.length > MOST_LISTED_RULES || before.rules.length > MOST_LISTED_RULES) return undefined;
  const was = new Map<string, Set<string>>();
  for (const access of effectiveAccess(before)) {
    if (isDecided(access)) was.set(keyOf(access), new Set([...(was.get(keyOf(access)) ?? []), ...access.capabilities]));
  }
  return effectiveAccess(after).flatMap((access) => {
    const { ruleType, region } = access;
    const capabilities = access.capabilities.filter((name) => was.get(keyOf(access))?.has(name));
    if (!isDecided(access) || capabilities.length === 0) return [];
    return [{ ruleType, capabilities, pattern: regionText(region, after.circumstances.assumptions) }];
  });
}

function isDecided({ region, witness }: EffectiveAccess): boolean {
  return region.exact && witness !== undefined;
}

function keyOf({ ruleType, region }: EffectiveAccess): string {
  return JSON.stringify([ruleType, wholeRegionText(region)]);
}
