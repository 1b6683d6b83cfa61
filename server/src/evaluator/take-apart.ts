// What an association demands, as alternatives, and the association taken apart into single ones of them.

import type { Association, SubClaim } from "../policy/role.ts";
import { joinedDemands } from "./match-sub-claims.ts";

/** What is demanded of one claim. */
export interface Demand {
  readonly key: string;
  /** Of each alternative, a client must have a value for every demanded one. Without any, nobody comes. */
  readonly alternatives: readonly Alternative[];
  /** Whether there are more alternatives, which were too many to list. */
  readonly isCut: boolean;
}

export type Alternative = readonly string[];

/** A part of an association; `association` demands the same. */
export interface Part {
  readonly association: Association;
  readonly demands: readonly Demand[];
}

/** All must be met (F6.1). */
export function demandsOf({ subClaims, operators }: Association): Demand[] {
  return subClaims.map((subClaim) => ({ key: subClaim.key, ...listAlternatives(subClaim, operators) }));
}

/** One part for each combination of alternatives. An association with very many is its own only part. */
export function takeApart(association: Association): Part[] {
  const demands = demandsOf(association);
  const count = demands.reduce((product, { alternatives }) => product * alternatives.length, 1);
  if (count > MOST_PARTS || demands.some(({ isCut }) => isCut)) return [{ association, demands }];
  let chosen: Demand[][] = [[]];
  for (const { key, alternatives, isCut } of demands) {
    chosen = chosen.flatMap((others) =>
      alternatives.map((alternative) => [...others, { key, alternatives: [alternative], isCut }]),
    );
  }
  return chosen.map((single) => ({
    association: { ...association, subClaims: single.map(writeDemand) },
    demands: single,
  }));
}

/** More combinations than this are not taken apart. */
const MOST_PARTS = 1000;

/** More demanded values than this, in all alternatives, are not listed. */
const MOST_VALUES = 10_000;

/** Operators join from left to right (F6.5): what comes with AND is demanded beside all before it. */
function listAlternatives(subClaim: SubClaim, operators: boolean): Pick<Demand, "alternatives" | "isCut"> {
  let alternatives: string[][] = [];
  for (const { joinedBy, demanded } of joinedDemands(subClaim, operators)) {
    if (joinedBy === "OR") alternatives.push([demanded]);
    else alternatives = alternatives.map((each) => [...each, demanded]);
    if (joinedBy === "AND" && alternatives.reduce((sum, { length }) => sum + length, 0) > MOST_VALUES)
      return { alternatives: [], isCut: true };
  }
  return { alternatives, isCut: false };
}

/** @param demand of one alternative. */
function writeDemand({ key, alternatives }: Demand): SubClaim {
  return { key, values: alternatives.flat().flatMap((value, at) => (at === 0 ? [value] : ["AND", value])) };
}
