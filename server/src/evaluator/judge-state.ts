// What a state of a search says: whether a path is complete there, its outcomes, and whether anything wanted can follow.
import type { AskedPattern } from "./asked-pattern.ts";
import { isHighSurrogate } from "./code-units.ts";
import { DENIED } from "./indexed-rule.ts";
import type { PathQuestion } from "./path-question.ts";
import type { SearchStates } from "./search-states.ts";
import type { PositionWalker } from "./walk-positions.ts";

/** What is walked at once: the asked patterns first, then the indexes; and the states that were reached. */
export interface Walk {
  readonly asked: readonly AskedPattern[];
  readonly walkers: readonly PositionWalker[];
  readonly states: SearchStates;
}

/**
 * Whether the text of a state is a path as it is: one of every asked pattern. It is none after a high surrogate, the
 * first half of a character: texts are well-formed, and the search goes on to a second half.
 */
export function isComplete(walk: Walk, state: number): boolean {
  if (isHighSurrogate(walk.states.lastCode(state))) return false;
  for (let i = 0; i < walk.asked.length; i++) if (outcomeOf(walk, state, i) === 0) return false;
  return true;
}

/** The outcome in each index of a path that is complete in this state. */
export function outcomesOf(walk: Walk, state: number): number[] {
  return perIndex(walk, (i) => outcomeOf(walk, state, i));
}

/** Nothing wanted can follow, because of what is certain, or because the asker says so. */
export function isHopeless(walk: Walk, state: number, { wanted, hopeless }: PathQuestion): boolean {
  const certain = perIndex(walk, (i) => walk.states.certainOf(state, i));
  const possible = perIndex(walk, (i) => reachOf(walk, state, i));
  return isUnwanted(certain, possible, wanted) || hopeless?.(certain, possible) === true;
}

/** In how many indexes a deny may be open for all combinations to be tried. */
const MOST_OPEN = 3;

/** All that can still follow is what is certain, or in some indexes a deny, and none of that is wanted. */
function isUnwanted(certain: readonly number[], possible: readonly number[], wanted: PathQuestion["wanted"]): boolean {
  const open: number[] = [];
  for (const [i, bits] of certain.entries()) {
    const more = (possible[i] as number) & ~bits;
    if ((more & ~DENIED) !== 0) return false;
    if (more !== 0) open.push(i);
  }
  if (open.length > MOST_OPEN) return false;
  for (let choice = 0; choice < 1 << open.length; choice++) {
    const outcomes = [...certain];
    for (const [bit, i] of open.entries()) if (((choice >> bit) & 1) === 1) outcomes[i] = DENIED;
    if (wanted(outcomes)) return false;
  }
  return true;
}

function outcomeOf({ walkers, states }: Walk, state: number, i: number): number {
  const walker = walkers[i] as PositionWalker;
  let bits = states.certainOf(state, i);
  for (let at = states.from(state, i); at < states.to(state, i); at++)
    bits |= walker.completes(states.positions.at(at));
  return (bits & DENIED) === 0 ? bits : DENIED;
}

/** The bits that rules within reach may add. */
function reachOf({ walkers, states }: Walk, state: number, i: number): number {
  const walker = walkers[i] as PositionWalker;
  let bits = 0;
  for (let at = states.from(state, i); at < states.to(state, i); at++) bits |= walker.reaches(states.positions.at(at));
  return bits;
}

function perIndex({ asked, walkers }: Walk, ask: (walker: number) => number): number[] {
  const answers: number[] = [];
  for (let i = asked.length; i < walkers.length; i++) answers.push(ask(i));
  return answers;
}
