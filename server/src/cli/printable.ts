/**
 * The text with characters that would steer the terminal, or turn the reading direction, written as escapes:
 * messages quote a file that may come from anyone.
 */
export function printable(text: string): string {
  return text.replace(STEERING, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Control characters, line separators and the marks that turn the reading direction; each is one UTF-16 unit. */
const STEERING = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
