// Splits one large array at the top of a JSON object into pieces of text that can be parsed one by one, so that the
// whole never has to be parsed at once. It only counts brackets and passes over strings: what is broken inside a piece
// is found when the piece is parsed, and text without the array, or broken around it, is simply not split.

export interface SplitArray {
  /** Where the content of the array begins, and where its closing bracket stands (or the text ends). */
  readonly start: number;
  readonly end: number;
  /** False where the text ends before the array does. */
  readonly isClosed: boolean;
  /** Stretches of whole elements in order, without the commas between the stretches. */
  readonly pieces: readonly { readonly start: number; readonly end: number }[];
}

/**
 * Splits the array of a key of the top-level object; of a repeated key the last counts. Yields between two bounded
 * parts of the work.
 * @param pieceLength how long a piece is at least, in UTF-16 units; an element is never cut.
 * @returns nothing when there is no such array.
 */
export function* splitJsonArray(
  text: string,
  key: string,
  pieceLength: number,
): Generator<undefined, SplitArray | undefined> {
  let found: SplitArray | undefined;
  let depth = 0;
  let lastString = "";
  let isNamed = false;
  let open: { start: number; pieceStart: number; pieces: { start: number; end: number }[] } | undefined;
  let pauseAt = pieceLength;
  const finish = (end: number, isClosed = true): void => {
    if (open) found = { start: open.start, end, isClosed, pieces: withLast(open, text, end) };
    open = undefined;
  };
  for (let at = 0; at < text.length; at++) {
    if (at >= pauseAt) {
      yield undefined;
      pauseAt = at + pieceLength;
    }
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at);
        if (depth === 1) lastString = text.slice(at + 1, end);
        at = end;
        break;
      }
      case COLON:
        if (depth === 1) isNamed = lastString === key;
        break;
      case OPEN_BRACKET:
      case OPEN_BRACE:
        depth++;
        if (depth === 2 && isNamed && text.charCodeAt(at) === OPEN_BRACKET) {
          open = { start: at + 1, pieceStart: at + 1, pieces: [] };
        }
        break;
      case CLOSE_BRACKET:
      case CLOSE_BRACE:
        depth--;
        if (depth === 1) finish(at);
        break;
      case COMMA:
        if (depth === 1) isNamed = false;
        if (depth === 2 && open && at - open.pieceStart >= pieceLength) {
          open.pieces.push({ start: open.pieceStart, end: at });
          open.pieceStart = at + 1;
        }
        break;
    }
  }
  finish(text.length, false);
  return found;
}

/** A blank rest behind a comma goes to the piece before it, which thereby shows that the comma is one too many. */
function withLast(
  open: { readonly pieceStart: number; readonly pieces: { start: number; end: number }[] },
  text: string,
  end: number,
): SplitArray["pieces"] {
  const last = open.pieces.at(-1);
  if (last && text.slice(open.pieceStart, end).trim() === "") return [...open.pieces.slice(0, -1), { ...last, end }];
  return [...open.pieces, { start: open.pieceStart, end }];
}

/** The place of the closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslash = end;
    while (text.charCodeAt(backslash - 1) === BACKSLASH) backslash--;
    if ((end - backslash) % 2 === 0) return end;
  }
  return text.length;
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
