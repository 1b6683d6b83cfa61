// How messages show the user's text and lists of words.

/** The user's text in double quotes, as a message bears it. */
export function quote(text: string): string {
  return `"${shorten(text)}"`;
}

/** The user's text on one line and not longer than a message bears. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** `a, b or c`; the words as they are given. */
export function joinWords(words: readonly string[], last: "and" | "or"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

const LONGEST = 60;
