/** Text as it is shown: of characters that cannot be seen, or that turn the direction of writing, their numbers. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, escapeCharacter);
}

/** The same as in the server's sentences; a test holds both together. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

function escapeCharacter(character: string): string {
  const inJson = JSON.stringify(character).slice(1, -1);
  return inJson === character ? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}` : inJson;
}
