// Finds the known word that a mistyped one most probably means. What is known is the caller's business.

import leven from "leven";

/** The known words nearest to a written one, and whether there is no doubt which is meant. */
export interface NearestWords {
  /** All at the same smallest distance, in the order of the known words; empty when none is near. */
  readonly words: readonly string[];
  /** One word only, and the slip is small: one edit, letters in the wrong order, or few edits in a long word. */
  readonly certain: boolean;
}

/** The first of the nearest known words, or nothing when none is near. */
export function nearestWord(written: string, known: readonly string[]): string | undefined {
  return nearestWords(written, known).words[0];
}

/**
 * The known words nearest to a written one, by edit distance; case does not count.
 * Near means one edit in words of up to three letters, two in longer ones, three from nine on.
 */
export function nearestWords(written: string, known: readonly string[]): NearestWords {
  const lower = written.toLowerCase();
  let words: string[] = [];
  let best = Number.POSITIVE_INFINITY;
  for (const word of known) {
    const allowed = Math.min(allowedEdits(lower), allowedEdits(word), best);
    if (Math.abs(word.length - lower.length) > allowed) continue;
    const distance = leven(lower, word.toLowerCase(), { maxDistance: allowed + 1 });
    if (distance > allowed) continue;
    if (distance < best) words = [];
    best = distance;
    words.push(word);
  }
  const [only, other] = words;
  const certain = only !== undefined && other === undefined && isSmallSlip(lower, only, best);
  return { words, certain };
}

function allowedEdits(word: string): number {
  return word.length <= 3 ? 1 : Math.max(2, Math.floor(word.length / 3));
}

function isSmallSlip(lower: string, word: string, distance: number): boolean {
  return distance <= 1 || word.length >= 6 || sortLetters(lower) === sortLetters(word.toLowerCase());
}

function sortLetters(word: string): string {
  return [...word].sort().join("");
}
