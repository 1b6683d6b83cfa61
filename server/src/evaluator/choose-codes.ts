// Which code units a search must try in a state so that its answer holds for all strings: every one that some walker
// names there, `/`, and one that none names, which stands for all the others. Texts stay well-formed UTF-16.
import { SLASH } from "./collect-matches.ts";
import { isHighSurrogate, type SearchStates } from "./search-states.ts";
import type { PositionWalker } from "./walk-positions.ts";

const READABLE: readonly number[] = Array.from(
  "xabcdefghijklmnopqrstuvwyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.",
  (character) => character.charCodeAt(0),
);
const HIGH = 0xd800;
const LOW = 0xdc00;
const AFTER_SURROGATES = 0xe000;

export const isLowSurrogate = (code: number): boolean => (code & 0xfc00) === LOW;

/**
 * The code units to try, readable ones first. The first `asked` walkers must all go on; where one of them can read only
 * what it names, nothing else is tried.
 */
export function chooseCodes(
  walkers: readonly PositionWalker[],
  asked: number,
  states: SearchStates,
  state: number,
): readonly number[] {
  const isSplit = isHighSurrogate(states.lastCode(state));
  const named = new Set<number>();
  for (const [i, walker] of walkers.entries()) {
    const isFree = i >= asked || states.certainOf(state, i) !== 0 || hasWildcard(walker, states, state, i);
    if (!isFree) {
      named.clear();
      addNamed(named, walker, states, state, i);
      return [...named].filter((code) => isLowSurrogate(code) === isSplit);
    }
    addNamed(named, walker, states, state, i);
  }
  named.add(SLASH);
  const codes = unnamed(named, isSplit);
  for (const code of named) if (isReadable(code) && !isSplit) codes.push(code);
  for (const code of named) if (!isReadable(code) && isLowSurrogate(code) === isSplit) codes.push(code);
  return codes;
}

function hasWildcard(walker: PositionWalker, states: SearchStates, state: number, i: number): boolean {
  for (let at = states.from(state, i); at < states.to(state, i); at++)
    if (walker.isWildcard(states.positions.at(at))) return true;
  return false;
}

function addNamed(named: Set<number>, walker: PositionWalker, states: SearchStates, state: number, i: number): void {
  for (let at = states.from(state, i); at < states.to(state, i); at++) walker.addNamed(states.positions.at(at), named);
}

/**
 * One unnamed code that may stand here. A high surrogate is offered too: with it a text can reach patterns that begin
 * within a pair, which only a damaged file has.
 */
function unnamed(named: ReadonlySet<number>, isSplit: boolean): number[] {
  if (isSplit) return firstUnnamed(named, LOW, AFTER_SURROGATES);
  const readable = READABLE.find((code) => !named.has(code));
  if (readable !== undefined) return [readable];
  return [...firstUnnamed(named, 0xa1, HIGH), ...firstUnnamed(named, HIGH, LOW)];
}

function firstUnnamed(named: ReadonlySet<number>, from: number, to: number): number[] {
  for (let code = from; code < to; code++) if (!named.has(code)) return [code];
  return [];
}

const isReadable = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
