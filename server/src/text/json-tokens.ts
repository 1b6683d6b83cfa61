// The tokens of JSON text, one after another, with what layout tells beside them. Blanks, comments and words that are
// no JSON are passed over; the last two are errors. A look ahead can be taken back, with the errors that it found.

import { createScanner, type JSONScanner } from "jsonc-parser";
import type { ReadError } from "./json-tree.ts";

/** The scanner's numbers for kinds of tokens; the package declares them in a way that cannot be imported. */
export const TOKEN: Readonly<Record<TokenName, number>> = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  end: 17,
};

type TokenName =
  | `${"open" | "close"}${"Brace" | "Bracket"}`
  | "comma"
  | "colon"
  | "null"
  | "true"
  | "false"
  | "string"
  | "number"
  | "end";

/** What the current token is. */
interface State {
  kind: number;
  start: number;
  end: number;
  /** Where the token before it ended. */
  lastEnd: number;
  /** Where its line begins, if nothing but blanks stands before it there. */
  lineStart: number | undefined;
  /** Whether a word that is no JSON stands right before it. */
  afterWord: boolean;
  /** Whether anything but comments was wrong in the text since this was last set to false. */
  isHarmed: boolean;
}

export class JsonTokens {
  readonly text: string;
  readonly errors: ReadError[] = [];
  state: State;
  /** Text from here on was not looked at since this was last set. */
  seen = 0;
  readonly #at: number;
  readonly #scanner: JSONScanner;
  /** Where the first comment begins that is known not to be closed. */
  #unclosedFrom = Number.POSITIVE_INFINITY;

  /** @param from where the first token is looked for. @param at is added to every place. */
  constructor(text: string, from: number, at: number) {
    this.text = text;
    this.#at = at;
    this.#scanner = createScanner(text);
    const start = from === 0 && at === 0 && text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : from;
    this.#scanner.setPosition(start);
    const lineStart = from === 0 ? start : undefined;
    this.state = { kind: 0, start, end: start, lastEnd: start, lineStart, afterWord: false, isHarmed: false };
    this.next();
  }

  get kind(): number {
    return this.state.kind;
  }

  /** The current token's place in the document. */
  place(): { start: number; end: number } {
    return { start: this.#at + this.state.start, end: this.#at + this.state.end };
  }

  /** Where in the document the token before the current one ended. */
  lastEnd(): number {
    return this.#at + this.state.lastEnd;
  }

  /** What the current string or number means. */
  value(): string {
    return this.#scanner.getTokenValue();
  }

  /** The column of the current token if it is the first of its line. */
  column(): number | undefined {
    const { start, lineStart } = this.state;
    return lineStart === undefined ? undefined : start - lineStart;
  }

  next(): void {
    const { state } = this;
    state.lastEnd = state.end;
    if (state.end > 0) state.lineStart = undefined;
    state.afterWord = false;
    for (;;) {
      if (this.#passUnclosedComment()) continue;
      const kind: number = this.#scanner.scan();
      const end = this.#scanner.getPosition();
      // One character further on decides where a token ends.
      if (end >= this.seen) this.seen = end + 1;
      if (kind === BLANKS) continue;
      if (kind === LINE_BREAK) {
        state.lineStart = end;
        continue;
      }
      this.#takeError(this.#scanner.getTokenError());
      if (kind === LINE_COMMENT || kind === BLOCK_COMMENT) this.#takeComment();
      else if (kind === WORD) {
        this.#complainHere("InvalidSymbol");
        state.afterWord = true;
        state.isHarmed = true;
      } else {
        state.kind = kind;
        state.start = this.#scanner.getTokenOffset();
        state.end = end;
        return;
      }
    }
  }

  /** What leads back here. */
  mark(): () => void {
    const state = { ...this.state };
    const errors = this.errors.length;
    return () => {
      this.#scanner.setPosition(state.start);
      this.#scanner.scan();
      this.errors.length = errors;
      this.state = { ...state };
    };
  }

  /** Says that the current token is wrong here. */
  complain(name: string): void {
    const { start, end } = this.state;
    this.errors.push({ name, offset: start, length: end - start });
  }

  /** Passes over the current token, which is wrong here. */
  pass(name: string): void {
    this.complain(name);
    this.next();
  }

  /** Nothing more is read. */
  stop(): void {
    this.#scanner.setPosition(this.text.length);
    this.next();
  }

  #complainHere(name: string): void {
    this.errors.push({ name, offset: this.#scanner.getTokenOffset(), length: this.#scanner.getTokenLength() });
  }

  #takeError(error: number): void {
    const name = SCAN_ERRORS[error];
    if (name === undefined) return;
    this.#complainHere(name);
    this.state.isHarmed = true;
  }

  /** A comment that is not closed ends with its line, or everything behind would be lost while it is being written. */
  #takeComment(): void {
    const offset = this.#scanner.getTokenOffset();
    if (this.#scanner.getTokenError() === UNCLOSED_COMMENT) {
      this.#unclosedFrom = Math.min(this.#unclosedFrom, offset);
      this.#scanner.setPosition(offset);
      this.#passUnclosedComment();
    } else this.#complainHere("InvalidCommentToken");
  }

  /** Behind a comment that is not closed none is, and the end of each is looked for only once. */
  #passUnclosedComment(): boolean {
    const offset = this.#scanner.getPosition();
    if (offset < this.#unclosedFrom || !this.text.startsWith("/*", offset)) return false;
    const length = this.text.slice(offset).search(/[\r\n]|$/);
    this.errors.push({ name: "InvalidCommentToken", offset, length });
    this.#scanner.setPosition(offset + length);
    this.seen = this.text.length + 1;
    return true;
  }
}

/** Belongs to the encoding and not to the text, where an editor has left it in. */
const BYTE_ORDER_MARK = "\ufeff";

const LINE_COMMENT = 12;
const BLOCK_COMMENT = 13;
const LINE_BREAK = 14;
const BLANKS = 15;
const WORD = 16;

const UNCLOSED_COMMENT = 1;

/** By the scanner's numbers; a comment is an error as a whole. */
const SCAN_ERRORS: Readonly<Record<number, string>> = {
  2: "UnexpectedEndOfString",
  3: "UnexpectedEndOfNumber",
  4: "InvalidUnicode",
  5: "InvalidEscapeCharacter",
  6: "InvalidCharacter",
};
