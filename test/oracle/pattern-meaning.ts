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
  let ends = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    for (const end of ends)
      for (let to = end; to <= path.length; to++) if (canBe(part, path.slice(end, to))) next.add(to);
    ends = next;
  }
  return ends.has(path.length);
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

function canBe(part: string | number, text: string): boolean {
  if (typeof part === "string") return text === part;
  if (part === ANY) return true;
  return !text.includes("/") && (part === PART || text !== "");
}

function choices(part: string | number, characters: readonly string[], longest: number): readonly string[] {
  if (longest < 0) return [];
  if (typeof part === "string") return part.length <= longest ? [part] : [];
  const key = `${part} ${longest} ${characters.join("")}`;
  const kept = known.get(key) ?? allStrings(characters, longest).filter((text) => canBe(part, text));
  known.set(key, kept);
  return kept;
}

const known = new Map<string, readonly string[]>();
