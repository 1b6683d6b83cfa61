// Halves of surrogate pairs that stand alone: no character, and nothing that a name can hold. Who writes a text as UTF-8
// writes U+FFFD in their place, and so do programs that read JSON to send it on.

/** The text with U+FFFD for every half that stands alone; as long as before, in UTF-16 units. */
export function replaceHalves(text: string): string {
  return ANY_HALF.test(text) ? text.replace(LONE_HALVES, REPLACEMENT) : text;
}

/** What stands for a character that could not be read. */
export const REPLACEMENT = "\ufffd";

const ANY_HALF = /[\ud800-\udfff]/;
const LONE_HALVES = /\p{Surrogate}/gu;
