// What a path pattern means, by writing out its strings. Slow and plain on purpose: nothing here is shared with the
// product, which it judges. A pattern is a list of parts; a part is text or the number of a wildcard.

/** `+` as a whole segment: one or more characters, no slash. */
export const SEGMENT = 1;
/** An unclear `+`: any characters, no slash. */
export const PART = 2;
/** `*`: any characters. */
export const ANY = 3;

export type Parts = readonly (string | number)[];

/** How unclear wildcards are read. */
export interface Reading {
  readonly innerStar: "any" | "literal";
  readonly partialPlus: "any" | "literal";
}

/** A pattern without templates, one part for each character, with the slash that the server adds. */
export function partsOf(written: string, { innerStar, partialPlus }: Reading): Parts {
  const path = written.startsWith("/") ? written : `/${written}`;
  return path.split("").map((char, at) => {
    const isLast = at === path.length - 1;
    if (char === "*") return isLast || innerStar === "any" ? ANY : char;
    if (char !== "+") return char;
    if (path[at - 1] === "/" && (isLast || path[at + 1] === "/")) return SEGMENT;
    return partialPlus === "any" ? PART : char;
  });
}

/** Every string of a pattern over some characters, up to a length. */
export function stringsOf(parts: Parts, characters: readonly string[], longest: number): Set<string> {
  let strings = new Set([""]);
  for (const part of parts) {
    const next = new Set<string>();
    for (const start of strings)
      for (const end of choices(part, characters, longest - start.length)) next.add(start + end);
    strings = next;
  }
  return strings;
}

/** Whether a path is a string of the pattern: every end that each part could have is followed. */
export function isStringOf(parts: Parts, path: string): boolean {
  let ends = [0];
  for (const part of parts) {
    const next = new Set<number>();
    for (const end of ends) {
      const last = typeof part === "string" ? end + part.length : path.length;
      for (let to = end; to <= last; to++) if (canBe(part, path, end, to)) next.add(to);
    }
    if (next.size === 0) return false;
    ends = [...next];
  }
  return ends.includes(path.length);
}

/** All strings over some characters, shortest first. */
export function allStrings(characters: readonly string[], longest: number): string[] {
  const all = [""];
  let level = [""];
  for (let length = 1; length <= longest; length++) {
    level = level.flatMap((start) => characters.map((char) => start + char));
    all.push(...level);
  }
  return all;
}

/** Whether a part of a pattern can be a stretch of a path. */
function canBe(part: string | number, path: string, from: number, to: number): boolean {
  if (typeof part === "string") return to - from === part.length && path.startsWith(part, from);
  if (part === ANY) return true;
  return !path.slice(from, to).includes("/") && (part === PART || to > from);
}

function choices(part: string | number, characters: readonly string[], longest: number): readonly string[] {
  if (longest < 0) return [];
  if (typeof part === "string") return part.length <= longest ? [part] : [];
  const key = `${part} ${longest} ${characters.join("")}`;
  const kept = known.get(key) ?? allStrings(characters, longest).filter((text) => canBe(part, text, 0, text.length));
  known.set(key, kept);
  return kept;
}

const known = new Map<string, readonly string[]>();
