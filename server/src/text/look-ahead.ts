// What stands behind the current token, where the token alone does not tell what it means.

import { type JsonTokens, TOKEN } from "./json-tokens.ts";

/** Whether a key is the current token: a string with a colon behind it. */
export function isAtKey(tokens: JsonTokens): boolean {
  if (tokens.kind !== TOKEN.string) return false;
  const back = tokens.mark();
  tokens.next();
  const isKey = tokens.kind === TOKEN.colon;
  back();
  return isKey;
}

/** Tells of closing brackets whether the root object goes on behind them, so that none of them is its own. */
export class MembersAhead {
  /** What was found, for all places up to one: many brackets in a row are looked past once. */
  #found = { from: 0, upTo: 0, seen: 0, next: TOKEN.end, lastComma: 0 };

  /** Of a closing bracket that is the current token. @param inMembers whether it stands between members of the root. */
  follow(tokens: JsonTokens, inMembers: boolean): boolean {
    const { start } = tokens.state;
    if (start < this.#found.from || start >= this.#found.upTo) this.#look(tokens);
    // Text that was looked at once matters wherever it is asked about.
    tokens.seen = Math.max(tokens.seen, this.#found.seen);
    const { next, lastComma } = this.#found;
    if (next === TOKEN.end) return false;
    // A second object behind the first is another file.
    return !(inMembers && next === TOKEN.openBrace && lastComma < start);
  }

  #look(tokens: JsonTokens): void {
    const back = tokens.mark();
    const from = tokens.state.start;
    let lastComma = 0;
    while (PASSED_OVER.has(tokens.kind)) {
      if (tokens.kind === TOKEN.comma) lastComma = tokens.state.start;
      tokens.next();
    }
    const { start, end, kind } = tokens.state;
    this.#found = { from, upTo: start, seen: end + 1, next: kind, lastComma };
    back();
  }
}

const PASSED_OVER: ReadonlySet<number> = new Set([TOKEN.closeBrace, TOKEN.closeBracket, TOKEN.comma]);
