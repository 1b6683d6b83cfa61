// Which clients come to hold a role and which leave it, from its associations before and after.
// Associations are taken apart into single demands, so that regrouping them, or one that another includes, is no change.

import { nameKey } from "../policy/names.ts";
import type { Association, SubClaim } from "../policy/role.ts";

/**
 * The associations, or the part of each, whose clients no association of the other list admits.
 * Wildcards in values are compared as they are written: `*` and `a*` count as different demands.
 */
export function associationsBeyond(list: readonly Association[], others: readonly Association[]): Association[] {
  const known = others.flatMap(takeApart);
  return list.flatMap((association) => {
    const parts = takeApart(association);
    const beyond = parts.filter((part) => !known.some((other) => includes(other, part)));
    return beyond.length === parts.length && beyond.length > 0 ? [association] : beyond;
  });
}

/** More combinations than this are not taken apart. */
const MOST_PARTS = 1000;

/** One association for each combination of values: every key then demands one (F6.1). */
function takeApart(association: Association): Association[] {
  const { subClaims, operators } = association;
  const count = subClaims.reduce((product, { values }) => product * values.length, 1);
  if (operators || count > MOST_PARTS) return [association];
  let combinations: SubClaim[][] = [[]];
  for (const { key, values } of subClaims) {
    combinations = combinations.flatMap((chosen) => values.map((value) => [...chosen, { key, values: [value] }]));
  }
  return combinations.map((chosen) => ({ ...association, subClaims: chosen }));
}

/** Whether every client of the second is surely one of the first: the first demands nothing that the second does not. */
function includes(first: Association, second: Association): boolean {
  if (nameKey(first.authMethod) !== nameKey(second.authMethod)) return false;
  if (first.subClaims.length === 0) return true;
  if (first.operators !== second.operators || (first.caseSensitive && !second.caseSensitive)) return false;
  return first.subClaims.every((demand) => second.subClaims.some((other) => sameDemand(demand, other, first)));
}

/** Alternatives may stand in any order; with operators the order counts (F6.5). */
function sameDemand(a: SubClaim, b: SubClaim, { caseSensitive, operators }: Association): boolean {
  const fold = (text: string): string => (caseSensitive ? text : text.toLowerCase());
  const write = ({ values }: SubClaim): string => {
    const folded = values.map(fold);
    return JSON.stringify(operators ? folded : folded.sort());
  };
  return fold(a.key) === fold(b.key) && write(a) === write(b);
}
