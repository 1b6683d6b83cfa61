// The user's own text inside sentences: on one line, and short enough that the sentence stays one.

/** A path or name as it is shown: shortened in the middle, since both its ends tell it from others. */
export function shownText(text: string): string {
  return shorten(text).replace(INVISIBLE, escapeCharacter);
}

/** The same in double quotes; quotes and backslashes in it are escaped as in JSON. */
export function quoteText(text: string): string {
  return `"${escapeText(shorten(text))}"`;
}

/** A text of any length as it stands between the quotes of JSON, with all that nobody would see escaped. */
export function escapeText(text: string): string {
  return text.replace(INVISIBLE_OR_QUOTE, escapeCharacter);
}

/** Values of a claim in one text, of which an empty one can be seen, and none at all too, and which end where they do. */
export function shownValues(values: readonly string[], between: string): string {
  const isClear = (value: string): boolean => value !== "" && !value.includes(between);
  return values.length === 0
    ? "[]"
    : values.map((value) => (isClear(value) ? value : JSON.stringify(value))).join(between);
}

/** In characters. */
const LONGEST = 120;

/** Line breaks, control characters, marks without width or that turn the direction of writing, halves of characters. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const INVISIBLE_OR_QUOTE = new RegExp(`${INVISIBLE.source}|["\\\\]`, "gu");

function shorten(text: string): string {
  if (text.length <= LONGEST) return text;
  const characters = Array.from(text);
  if (characters.length <= LONGEST) return text;
  const kept = LONGEST - 1;
  const start = characters.slice(0, Math.ceil(kept / 2));
  const end = characters.slice(characters.length - Math.floor(kept / 2));
  return [...start, "…", ...end].join("");
}

function escapeCharacter(char: string): string {
  const inJson = JSON.stringify(char).slice(1, -1);
  return inJson === char ? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}` : inJson;
}
