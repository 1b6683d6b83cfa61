// Where the reading of the root object has been, so that a later state of the text can be read from there on.

import type { JsonTokens } from "./json-tokens.ts";
import type { ReadingMark } from "./json-tree.ts";

/** Whether an earlier reading has been at a place in the same way, so that what comes is known. */
export type IsKnown = (at: number, column: number | undefined) => boolean;

export class ReadingMarks {
  readonly list: ReadingMark[] = [];
  /** Whether reading stopped at a mark that was known. */
  isStopped = false;
  /** The mark from which on is being read. */
  #open: Omit<ReadingMark, "seen"> | undefined;
  #isKnown: IsKnown = () => false;
  #membersBefore = 0;

  /** Without a beginning there are no marks at all. */
  begin({ at, members, column }: Omit<ReadingMark, "seen">, isKnown?: IsKnown): void {
    this.#open = { at, members, column };
    this.#membersBefore = members;
    if (isKnown) this.#isKnown = isKnown;
  }

  /** At a comma of the root object, which is the current token. @param members how many were read since the beginning. */
  reachComma(tokens: JsonTokens, members: number, column: number | undefined): void {
    if (this.#open === undefined) return;
    this.end(tokens);
    const at = tokens.state.end;
    this.isStopped = this.#isKnown(at, column);
    if (!this.isStopped) this.#open = { at, members: this.#membersBefore + members, column };
  }

  /** At the end of the root object, with what follows it. */
  end(tokens: JsonTokens): void {
    if (this.#open === undefined) return;
    this.list.push({ ...this.#open, seen: tokens.seen });
    tokens.seen = 0;
    this.#open = undefined;
  }
}
