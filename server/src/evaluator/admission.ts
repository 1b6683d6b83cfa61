// The associations of one auth method, asked whether they let in all clients that meet certain demands. They are asked by
// key, because an account may have thousands of them.

import { groupBy } from "../policy/group-by.ts";
import type { Association } from "../policy/role.ts";
import { DemandedValues, hasWildcard } from "./demanded-values.ts";
import { type Alternative, type Demand, demandsOf } from "./take-apart.ts";

export class Admission {
  private readonly written: ReadonlySet<string>;
  private readonly isOpen: boolean;
  private readonly sensitive = new AdmissionOfCase();
  private readonly folded = new AdmissionOfCase();

  constructor(associations: readonly Association[]) {
    this.written = new Set(associations.map(writeDemands));
    this.isOpen = associations.some(({ subClaims }) => subClaims.length === 0);
    for (const association of associations) {
      const demands = demandsOf(association);
      if (association.caseSensitive) this.sensitive.add(demands);
      else this.folded.add(demands.map(fold));
    }
  }

  /** Whether one of them is written like another association. */
  has(association: Association): boolean {
    return this.written.has(writeDemands(association));
  }

  /** Whether every client that meets the demands surely comes in: by one of them, or by some that differ in one demand. */
  admit(demands: readonly Demand[], { caseSensitive }: Association): boolean {
    // Whose case does not count may come with a key or a value that is not demanded where it counts.
    return this.isOpen || (caseSensitive && this.sensitive.admit(demands)) || this.folded.admit(demands.map(fold));
  }
}

/** What an association asks for as one text, which those that are written alike share; its auth method is left out. */
export function writeDemands({ subClaims, caseSensitive, operators }: Association): string {
  if (subClaims.length === 0) return "[]";
  return JSON.stringify([subClaims.map(({ key, values }) => [key, values]), caseSensitive, operators]);
}

function fold({ key, alternatives, isCut }: Demand): Demand {
  const low = alternatives.map((values) => values.map((value) => value.toLowerCase()));
  return { key: key.toLowerCase(), alternatives: low, isCut };
}

/** A demand, prepared for being asked. */
interface Wanted {
  readonly key: string;
  /** Alternatives of one value. */
  readonly alone: DemandedValues;
  readonly joint: Alternative[];
}

/** Those for which case counts alike. */
class AdmissionOfCase {
  /** All that demand one thing of one claim are one: their alternatives are. */
  private readonly single = new Map<string, Wanted>();
  private readonly others: (readonly Wanted[])[] = [];

  add(demands: readonly Demand[]): void {
    const [only, ...more] = demands;
    if (only === undefined) return;
    if (more.length > 0) {
      this.others.push(demands.map((demand) => addTo(nothingWanted(demand.key), demand)));
      return;
    }
    this.single.set(only.key, addTo(this.single.get(only.key) ?? nothingWanted(only.key), only));
  }

  admit(demands: readonly Demand[]): boolean {
    const given = readGiven(demands);
    for (const wanted of this.single.values()) if (isMet(wanted, given)) return true;
    const almost = new Map<string, Wanted[]>();
    for (const demanded of this.others) {
      const failed = findFailed(demanded, given);
      if (failed === "none") return true;
      if (failed === "more" || !mayBeShared(given.get(failed.key))) continue;
      const known = almost.get(failed.key) ?? [];
      known.push(failed);
      almost.set(failed.key, known);
    }
    return [...almost].some(([key, failed]) => isMet(unite(key, [...failed, this.single.get(key)]), given));
  }
}

/** The only demand that is not met, if there is just one. */
function findFailed(demanded: readonly Wanted[], given: Given): Wanted | "none" | "more" {
  let failed: Wanted | "none" = "none";
  for (const wanted of demanded) {
    if (isMet(wanted, given)) continue;
    if (failed !== "none") return "more";
    failed = wanted;
  }
  return failed;
}

/** What clients surely have, by key: for each entry a value of each of one alternative. */
type Given = ReadonlyMap<string, readonly (readonly Alternative[])[]>;

/** Whether several associations may let all in together of which none lets all in: who has one value for certain needs one. */
function mayBeShared(entries: readonly (readonly Alternative[])[] = []): boolean {
  return entries.some((alternatives) => alternatives.length > 1 || alternatives.some((each) => each.some(hasWildcard)));
}

function readGiven(demands: readonly Demand[]): Given {
  const given = new Map<string, (readonly Alternative[])[]>();
  for (const [key, same] of groupBy(
    demands.filter(({ isCut }) => !isCut),
    (demand) => demand.key,
  )) {
    const entries = same.map(({ alternatives }) => alternatives);
    // What is demanded for certain, clients have together.
    const certain = entries.flatMap((alternatives) => (alternatives.length === 1 ? alternatives : []));
    given.set(key, certain.length > 1 ? [[certain.flat()], ...entries] : entries);
  }
  return given;
}

function nothingWanted(key: string): Wanted {
  return { key, alone: new DemandedValues(), joint: [] };
}

function addTo(wanted: Wanted, { alternatives }: Demand): Wanted {
  for (const alternative of alternatives) {
    const [value, ...more] = alternative;
    if (value !== undefined && more.length === 0) wanted.alone.add(value);
    else wanted.joint.push(alternative);
  }
  return wanted;
}

function unite(key: string, all: readonly (Wanted | undefined)[]): Wanted {
  const united = nothingWanted(key);
  for (const wanted of all) {
    for (const value of wanted?.alone.values ?? []) united.alone.add(value);
    united.joint.push(...(wanted?.joint ?? []));
  }
  return united;
}

/** Whether every client that meets some demands meets one of the alternatives, too. */
function isMet(wanted: Wanted, given: Given): boolean {
  const entries = given.get(wanted.key);
  return entries?.some((alternatives) => alternatives.every((values) => isOneOf(values, wanted))) ?? false;
}

/** Whether who has a value for each of some demanded ones has it for all of one alternative. */
function isOneOf(values: Alternative, { alone, joint }: Wanted): boolean {
  return (
    values.some((value) => alone.cover(value)) ||
    joint.some((each) => each.every((demanded) => values.some((value) => new DemandedValues([demanded]).cover(value))))
  );
}
