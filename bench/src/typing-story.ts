// What somebody types into a rules file, key by key, as an editor sends it: with quotes and brackets that close
// themselves. Most of it stands inside a path or a list; for a new path the text is no JSON for a while.

import type { Random } from "./random.ts";

/** One key: what comes at an offset of the text as it is then. */
export interface Keystroke {
  readonly kind: "in-a-string" | "new-path";
  readonly at: number;
  readonly text: string;
}

/** Somewhere in the text: a name goes on, a list gets a word, and behind them comes a new path with its rule. */
export function typeStory(text: string, random: Random): Keystroke[] {
  const entry = text.indexOf('\n  "/', random.below(Math.floor(text.length * 0.9)));
  const name = text.indexOf("/", entry + 5);
  const list = text.indexOf(']"', name);
  const end = text.indexOf("\n  ]", list) + 4;
  const isLast = text.charAt(end) !== ",";
  const keys: Keystroke[] = [];
  const type = (kind: Keystroke["kind"], from: number, typed: readonly string[]): void => {
    let at = from;
    for (const key of typed) {
      if (key !== OVER) keys.push({ kind, at, text: key });
      // Of a pair of quotes or brackets the second stands behind the cursor.
      at += PAIRS.includes(key) || key === OVER ? 1 : key.length;
    }
  };
  const [word, capability] = ["-blue", ", update"];
  type("in-a-string", name, [...word]);
  type("in-a-string", list + word.length, [...capability]);
  type("new-path", end + word.length + capability.length, [
    isLast ? "," : OVER,
    ...["\n  ", '""', ..."/team/blue/*", OVER, ":", " ", "[]", "{}"],
    ...['""', ..."capabilities", OVER, ":", " ", '""', "[]", ..."read", OVER, OVER, OVER, OVER],
    ...(isLast ? [] : [","]),
  ]);
  return keys;
}

const PAIRS: readonly string[] = ['""', "[]", "{}"];

/** The cursor goes over what stands there already. */
const OVER = "";

/** The text after a key. */
export function applyKeystroke(text: string, { at, text: come }: Keystroke): string {
  return text.slice(0, at) + come + text.slice(at);
}
