// The notes on an answer as a part of reports. The same stands on standard error, which readers of data do not see.

/** The part of a report that has notes; without any the key is left out. */
export interface Noted {
  /** Sentences. */
  readonly notes?: readonly string[];
}

/** The notes as a part of a report; nothing of them where there are none. */
export function asNoted(notes: readonly string[]): Noted {
  return notes.length === 0 ? {} : { notes };
}
