import leven from "leven";

/**
 * The known word that a mistyped one most probably means, by edit distance; case does not count.
 * Nothing when none is near: one edit in words of up to three letters, two in longer ones, three from nine on.
 */
export function nearestWord(written: string, known: readonly string[]): string | undefined {
  const lower = written.toLowerCase();
  const allowed = lower.length <= 3 ? 1 : Math.max(2, Math.floor(lower.length / 3));
  let nearest: string | undefined;
  let best = allowed + 1;
  for (const word of known) {
    const distance = leven(lower, word.toLowerCase(), { maxDistance: best });
    if (distance < best) {
      best = distance;
      nearest = word;
    }
  }
  return nearest;
}
