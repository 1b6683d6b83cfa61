// How many changes are told, so that all who tell them give the same number: one for each capability on its pattern.

/** A change of one capability, with what tells it apart from others. */
export interface CountedChange {
  /** Nothing where one client is compared. */
  readonly role: string | undefined;
  readonly ruleType: string;
  readonly capability: string;
  readonly pattern: string;
  readonly witness: string;
  /** The moment from which it shows, where that is not at once. */
  readonly from: string | number | undefined;
  /** Whether it comes about by who holds the role, and not in the role itself. */
  readonly isThroughHolders: boolean;
}

/** Changes that differ only in the association that brings them are one. */
export function countChanges(changes: readonly CountedChange[]): number {
  const keys = changes.map(({ role, ruleType, capability, pattern, witness, from, isThroughHolders }) =>
    JSON.stringify([role, ruleType, capability, pattern, witness, from, isThroughHolders]),
  );
  return new Set(keys).size;
}
