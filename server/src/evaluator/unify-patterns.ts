// The paths that two patterns with templates share, and the claim values by which they do: the most general ones, of
// which all others are special cases. Patterns are words with unknowns: what a template or a wildcard stands for.
// Of one claim each pattern has a value of its own, for a client may have several; within a pattern it is the same.

import type { PathPattern } from "../policy/path-pattern.ts";
import { ANY, PART, type PathToken, SEGMENT } from "../policy/path-tokens.ts";
import { type PatternReading, tokenizePattern } from "../policy/tokenize-pattern.ts";
import type { StepsLeft } from "./find-overlapping.ts";

/** A pattern and how its unclear wildcards are read. */
export interface ReadTemplates {
  readonly pattern: PathPattern;
  readonly reading: PatternReading;
}

/** One character, or something that is not known further. */
export type Item = string | Unknown;

/** What a wildcard or a claim's value may still be. Two are the same only where they are the same object. */
export interface Unknown {
  /** Of which claim it is a value or a part of one; absent where a wildcard alone leaves it open. */
  readonly claim: string | undefined;
  /** Whether it may be empty. */
  readonly empty: boolean;
  /** Whether it may have slashes in it. */
  readonly slash: boolean;
}

export interface Unifier {
  /** A path of both patterns. */
  readonly path: readonly Item[];
  /** What each template of either pattern stands for. */
  readonly values: readonly ClaimValue[];
}

export interface ClaimValue {
  readonly claim: string;
  readonly items: readonly Item[];
}

/**
 * @param steps how much of the patterns may be looked at, all in all.
 * @returns all that there are, unless `complete` is false: then the patterns leave too much open.
 */
export function unifyPatterns(
  p: ReadTemplates,
  q: ReadTemplates,
  steps: StepsLeft,
): { unifiers: readonly Unifier[]; complete: boolean } {
  const [left, right] = [readItems(p), readItems(q)];
  const search = new UnifierSearch(left.items.length + right.items.length + MOST_GROWTH);
  search.open.push({
    left: left.items,
    right: right.items,
    path: [],
    values: [...left.values, ...right.values],
  });
  const complete = search.run(steps);
  return { unifiers: [...search.found.values()], complete };
}

/** What is left of both words, and what is known by then. */
interface State extends Unifier {
  readonly left: readonly Item[];
  readonly right: readonly Item[];
}

const MOST_STEPS = 1_000;
const MOST_FOUND = 30;
/** By how much what is known of a path may grow: a template that stands twice may make them longer and longer. */
const MOST_GROWTH = 40;

class UnifierSearch {
  readonly open: State[] = [];
  readonly found = new Map<string, Unifier>();
  private readonly longest: number;
  /** Whether something was left aside. */
  private isCut = false;

  /** @param longest how long a path may be with what is left of both words. */
  constructor(longest: number) {
    this.longest = longest;
  }

  /** @returns whether everything was tried. */
  run(steps: StepsLeft): boolean {
    for (let tried = 0; tried < MOST_STEPS && this.found.size <= MOST_FOUND && steps.left > 0; tried++) {
      const state = this.open.pop();
      if (state === undefined) return !this.isCut;
      steps.left -= sizeOf(state);
      this.step(state);
    }
    return false;
  }

  private step(state: State): void {
    const { left, right, path } = state;
    let same = 0;
    while (same < left.length && left[same] === right[same]) same++;
    if (same > 0) {
      const rest = { left: left.slice(same), right: right.slice(same) };
      this.open.push({ ...state, ...rest, path: [...path, ...left.slice(0, same)] });
    } else this.meet(state, left[0], right[0]);
  }

  /** Goes on where both begin with something else, or one or both are at their ends. */
  private meet(state: State, start: Item | undefined, other: Item | undefined): void {
    const { left, right, path } = state;
    // What any characters may follow is all that the other word has left.
    if (left.length === 1 && isAnything(start)) this.add({ ...state, path: [...path, ...right] });
    else if (right.length === 1 && isAnything(other)) this.add({ ...state, path: [...path, ...left] });
    else if (start === undefined || other === undefined) {
      const last = start ?? other;
      if (last === undefined) this.add(state);
      else if (typeof last === "object" && last.empty) this.go(state, last, []);
    } else if (isLonger(left, right) || isLonger(right, left)) return;
    else if (path.length + left.length + right.length > this.longest) this.isCut = true;
    else if (typeof start === "object" && typeof other === "object") this.meetUnknown(state, start, other);
    else if (typeof start === "object") this.meetText(state, start, left, right);
    else if (typeof other === "object") this.meetText(state, other, right, left);
  }

  /** What is a whole segment in one word is the whole segment of the other; else one character is tried after the other. */
  private meetText(state: State, unknown: Unknown, own: readonly Item[], other: readonly Item[]): void {
    const [first = ""] = other;
    const segment = !unknown.slash && (own.length === 1 || own[1] === "/") ? firstSegment(other) : undefined;
    if (segment?.every((item) => typeof item === "string" && canHold(unknown, item))) {
      if (segment.length > 0 || unknown.empty) this.go(state, unknown, segment);
    } else if (typeof first === "string") this.meetCharacter(state, unknown, first);
  }

  private meetCharacter(state: State, unknown: Unknown, character: string): void {
    if (unknown.empty) this.go(state, unknown, []);
    if (canHold(unknown, character)) this.go(state, unknown, [character, { ...unknown, empty: true }]);
  }

  /** Both are the same, or one is the beginning of the other. */
  private meetUnknown(state: State, a: Unknown, b: Unknown): void {
    const both = { claim: a.claim ?? b.claim, slash: a.slash && b.slash };
    const beginning = { ...both, empty: b.empty };
    this.go(substitute(state, b, [beginning]), a, [beginning, { ...a, empty: false }]);
    const start = { ...both, empty: a.empty };
    this.go(substitute(state, b, [start, { ...b, empty: false }]), a, [start]);
    // Gone on with first: what it finds is the simplest to tell.
    const same = { ...both, empty: a.empty && b.empty };
    this.go(substitute(state, b, [same]), a, [same]);
  }

  private go(state: State, unknown: Unknown, items: readonly Item[]): void {
    this.open.push(substitute(state, unknown, items));
  }

  private add({ path, values }: Unifier): void {
    this.found.set(keyOf({ path, values }), { path, values });
  }
}

/** All its words, for they are copied. */
function sizeOf({ left, right, path, values }: State): number {
  return values.reduce((sum, { items }) => sum + items.length, left.length + right.length + path.length);
}

/** Written alike, two unifiers say the same. */
function keyOf({ path, values }: Unifier): string {
  const known = new Map<Unknown, number>();
  const write = (items: readonly Item[]): string =>
    JSON.stringify(
      items.map((item) => {
        if (typeof item === "string") return item;
        known.set(item, known.get(item) ?? known.size);
        return [known.get(item), item.claim ?? null, item.empty, item.slash];
      }),
    );
  return [path, ...values.map(({ items }) => items)].map(write).join();
}

function substitute(state: State, unknown: Unknown, by: readonly Item[]): State {
  const replace = (items: readonly Item[]): readonly Item[] =>
    items.includes(unknown) ? items.flatMap((item) => (item === unknown ? by : [item])) : items;
  return {
    left: replace(state.left),
    right: replace(state.right),
    path: replace(state.path),
    values: state.values.map(({ claim, items }) => ({ claim, items: replace(items) })),
  };
}

/** Whether the first segment of a word is longer than that of another, whatever the unknowns are that both have. */
function isLonger(word: readonly Item[], other: readonly Item[]): boolean {
  const [segment, shorter] = [firstSegment(word), firstSegment(other)];
  if (segment === undefined || shorter === undefined) return false;
  const rest = [...segment];
  let characters = 0;
  for (const item of shorter) {
    if (typeof item === "string") characters++;
    else {
      const at = rest.indexOf(item);
      if (at < 0) return false;
      rest.splice(at, 1);
    }
  }
  return rest.filter((item) => typeof item === "string" || !item.empty).length > characters;
}

/** What stands before the first slash; nothing where that slash may be in what is not known. */
function firstSegment(word: readonly Item[]): readonly Item[] | undefined {
  const end = word.findIndex((item) => item === "/" || (typeof item === "object" && item.slash));
  if (end < 0) return word;
  return word[end] === "/" ? word.slice(0, end) : undefined;
}

function isAnything(item: Item | undefined): boolean {
  return typeof item === "object" && item.claim === undefined && item.empty && item.slash;
}

/** A plain value has no wildcards in it (A7). */
function canHold({ claim, slash }: Unknown, character: string): boolean {
  if (character === "/") return slash;
  return claim === undefined || (character !== "*" && character !== "+");
}

function readItems({ pattern, reading }: ReadTemplates): { items: readonly Item[]; values: ClaimValue[] } {
  const unknowns = new Map<string, Unknown>();
  const items: Item[] = pattern.written.startsWith("/") ? [] : ["/"];
  for (const piece of pattern.pieces) {
    if (piece.kind === "template") {
      const unknown = unknowns.get(piece.text) ?? { claim: piece.text, empty: false, slash: false };
      unknowns.set(piece.text, unknown);
      items.push(unknown);
      continue;
    }
    // Written with a slash before it, a piece gets none.
    for (const token of tokenizePattern({ ...pattern, pieces: [piece], written: "/" }, reading)) {
      if (typeof token === "string") items.push(...token);
      else items.push(unknownOf(token));
    }
  }
  return { items, values: [...unknowns].map(([claim, unknown]) => ({ claim, items: [unknown] })) };
}

function unknownOf(token: Exclude<PathToken, string>): Unknown {
  return { claim: undefined, empty: token !== SEGMENT, slash: token === ANY };
}

/** The wildcard that stands for as much as an unknown; also the empty text where only slashes make it another. */
export function wildcardOf({ empty, slash }: Unknown): Exclude<PathToken, string> {
  if (slash) return ANY;
  return empty ? PART : SEGMENT;
}
