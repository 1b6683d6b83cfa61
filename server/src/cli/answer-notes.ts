// What whoever reads an answer must know of its basis: exports that are cut short, so that there may be more roles and
// associations than it tells. The same stands on standard error, which readers of data do not see.

import type { Asker } from "../evaluator/prepare-identity.ts";
import type { Policy } from "../policy/policy.ts";

/** The part of a report that has notes; without any the key is left out. */
export interface Noted {
  /** Sentences. */
  readonly notes?: readonly string[];
}

/** Notes on an answer about all clients, or about one. Whoever holds one role only gets nothing from what is missing. */
export function notesOn({ cutShort = [] }: Policy, asker?: Asker): readonly string[] {
  return asker && "role" in asker ? [] : cutShort;
}

/** Notes on a comparison; what is true of one side only says which. */
export function notesOnBoth(before: Policy, after: Policy): readonly string[] {
  const [was, is] = [notesOn(before), notesOn(after)];
  return [
    ...was.map((note) => (is.includes(note) ? note : `Before: ${note}`)),
    ...is.flatMap((note) => (was.includes(note) ? [] : [`After: ${note}`])),
  ];
}

export function asNoted(notes: readonly string[]): Noted {
  return notes.length === 0 ? {} : { notes };
}
