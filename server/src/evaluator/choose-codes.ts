// Which code units a search must try in a state so that its answer holds for all strings: every one that some walker
// names there, `/`, and one that none names, which stands for all the others. Texts stay well-formed UTF-16.
import { isHighSurrogate, isLowSurrogate, SLASH } from "./code-units.ts";
import type { SearchStates } from "./search-states.ts";
import type { PositionWalker } from "./walk-positions.ts";

const READABLE: readonly number[] = Array.from(
  "xabcdefghijklmnopqrstuvwyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.",
  (character) => character.charCodeAt(0),
);
const AFTER_CONTROLS = 0xa1;
const HIGH = 0xd800;
const LOW = 0xdc00;
const AFTER_SURROGATES = 0xe000;

/** The code units to try: one that stands for all that nothing names, or -1, and those named, readable ones first. */
export interface Codes {
  readonly unnamed: number;
  readonly named: readonly number[];
}

/**
 * The first `asked` walkers must all go on; where one of them can read only what it names, nothing else is tried. With
 * `fewest` the codes that only the other walkers name are left out: whatever they lead to, the unnamed code leads to
 * no more than that. Where text begins within a surrogate pair, the first half of one is tried as well.
 */
export function chooseCodes(
  walkers: readonly PositionWalker[],
  asked: number,
  states: SearchStates,
  state: number,
  fewest: boolean,
): Codes {
  const isSplit = isHighSurrogate(states.lastCode(state));
  const named = new Set<number>();
  for (let i = 0; i < walkers.length; i++) {
    const walker = walkers[i] as PositionWalker;
    const isClosed = i < asked && states.certainOf(state, i) === 0 && !hasWildcard(walker, states, state, i);
    if (isClosed) named.clear();
    if (i < asked || !fewest) addNamed(named, walker, states, state, i);
    if (isClosed) return { unnamed: -1, named: readableFirst(named, isSplit) };
  }
  named.add(SLASH);
  const isFree = (code: number): boolean => !named.has(code) && !(fewest && isNamed(code, walkers, states, state));
  const codes = readableFirst(named, isSplit);
  if (isSplit) return { unnamed: -1, named: [...firstFree(isFree, LOW, AFTER_SURROGATES), ...codes] };
  const unnamed = READABLE.find(isFree) ?? firstFree(isFree, AFTER_CONTROLS, HIGH)[0] ?? -1;
  const needsHalf = unnamed < 0 || walkers.some(({ splitsPairs }) => splitsPairs);
  return { unnamed, named: needsHalf ? [...firstFree(isFree, HIGH, LOW), ...codes] : codes };
}

/** The codes that only text names, not the wildcards. */
export function namedByText(
  walkers: readonly PositionWalker[],
  states: SearchStates,
  state: number,
): readonly number[] {
  const named = new Set<number>();
  for (const [i, walker] of walkers.entries())
    for (let at = states.from(state, i); at < states.to(state, i); at++) {
      const position = states.positions.at(at);
      if (!walker.isWildcard(position)) walker.addNamed(position, named);
    }
  return readableFirst(named, isHighSurrogate(states.lastCode(state)));
}

function readableFirst(named: ReadonlySet<number>, isSplit: boolean): number[] {
  const codes: number[] = [];
  if (!isSplit) for (const code of named) if (isReadable(code)) codes.push(code);
  for (const code of named) if (!isReadable(code) && isLowSurrogate(code) === isSplit) codes.push(code);
  return codes;
}

function hasWildcard(walker: PositionWalker, states: SearchStates, state: number, i: number): boolean {
  for (let at = states.from(state, i); at < states.to(state, i); at++)
    if (walker.isWildcard(states.positions.at(at))) return true;
  return false;
}

function isNamed(code: number, walkers: readonly PositionWalker[], states: SearchStates, state: number): boolean {
  for (let i = 0; i < walkers.length; i++) {
    const walker = walkers[i] as PositionWalker;
    for (let at = states.from(state, i); at < states.to(state, i); at++)
      if (walker.names(states.positions.at(at), code)) return true;
  }
  return false;
}

function addNamed(named: Set<number>, walker: PositionWalker, states: SearchStates, state: number, i: number): void {
  for (let at = states.from(state, i); at < states.to(state, i); at++) walker.addNamed(states.positions.at(at), named);
}

function firstFree(isFree: (code: number) => boolean, from: number, to: number): number[] {
  for (let code = from; code < to; code++) if (isFree(code)) return [code];
  return [];
}

const isReadable = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
