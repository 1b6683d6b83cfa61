/** A place in the text as people and editors name it, both parts 0-based; `character` counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Converts between offsets and positions. Lines end at LF, CRLF or CR, as in LSP. */
export interface LineIndex {
  readonly lineCount: number;
  /** The position of an offset; offsets outside the text are taken to its nearest end. */
  positionAt(offset: number): Position;
}

/** Reads a text once for its line starts. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  // Where there is no CR, which is nearly always, looking for LF alone is several times faster.
  if (text.includes("\r")) addLineStarts(starts, text, 0, text.length);
  else for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return makeIndex(starts, text.length);
}

/** The same for a large text: yields between two parts of at most `step` characters. */
export function* indexLinesInSteps(text: string, step: number): Generator<undefined, LineIndex> {
  const starts = [0];
  for (let at = 0; at < text.length; at += step) {
    addLineStarts(starts, text, at, Math.min(at + step, text.length));
    yield undefined;
  }
  return makeIndex(starts, text.length);
}

function addLineStarts(starts: number[], text: string, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
  }
}

/** Keeps only the places, not the text. */
function makeIndex(starts: readonly number[], length: number): LineIndex {
  // Places are mostly asked for one after another, so that the next is mostly near the last.
  let line = 0;
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const inside = Math.min(Math.max(offset, 0), length);
      line = lastNear(starts, inside, line) ?? lastAtMost(starts, inside);
      return { line, character: inside - (starts[line] ?? 0) };
    },
  };
}

const LF = 10;
const CR = 13;

/** The same as `lastAtMost` if it is at most a few further on than a guess. */
function lastNear(ascending: readonly number[], limit: number, guess: number): number | undefined {
  if ((ascending[guess] ?? 0) > limit) return undefined;
  for (let at = guess; at < guess + 8; at++) {
    if ((ascending[at + 1] ?? Number.POSITIVE_INFINITY) > limit) return at;
  }
  return undefined;
}

/** The index of the last of the ascending numbers that is not above the limit. */
function lastAtMost(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
