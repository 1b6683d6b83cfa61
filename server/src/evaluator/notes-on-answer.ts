// What whoever reads an answer must know of its basis: exports that are cut short, so that there may be more roles and
// associations than it tells.

import type { Policy } from "../policy/policy.ts";
import type { Asker } from "./prepare-identity.ts";

/** Notes on an answer about all clients, or about one. Whoever holds one role only gets nothing from what is missing. */
export function notesOn({ cutShort = [] }: Policy, asker?: Asker): readonly string[] {
  return asker && "role" in asker ? [] : cutShort;
}

/** Notes on a comparison; what is true of one side only says which. */
export function notesOnBoth(before: Policy, after: Policy, asker?: Asker): readonly string[] {
  const [was, is] = [notesOn(before, asker), notesOn(after, asker)];
  return [
    ...was.map((note) => (is.includes(note) ? note : `Before: ${note}`)),
    ...is.flatMap((note) => (was.includes(note) ? [] : [`After: ${note}`])),
  ];
}
