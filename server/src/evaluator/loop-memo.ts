// What a search would do again and again: where wildcards alone read on, texts that differ in letters they do not look
// at lead to the same place. Beside a text that no pattern names, say `/x`, a text that rules name, say `/prod`, need
// only be followed as long as they name it: wherever it leaves them, `/xxxx` has been by as short a text.
import type { SearchStates } from "./search-states.ts";
import type { PositionWalker } from "./walk-positions.ts";

export class LoopMemo {
  /** The wildcards of each walker, and after them what is certain, as a number below zero. */
  private readonly loops: number[] = [];

  forget(): void {
    this.loops.length = 0;
  }

  /** Remembers where the draft stands in wildcards. */
  remember(walkers: readonly PositionWalker[], states: SearchStates): void {
    this.forget();
    let at = states.draftStart();
    for (let i = 0; i < walkers.length; i++) {
      for (const end = states.ends[i] as number; at < end; at++)
        if (walkers[i]?.isWildcard(states.positions.at(at))) this.loops.push(states.positions.at(at));
      this.loops.push(-1 - (states.certain[i] as number));
    }
  }

  /** Whether the draft stands in just these wildcards, and besides in text. */
  isBeside(walkers: readonly PositionWalker[], states: SearchStates): boolean {
    const { loops } = this;
    if (loops.length === 0) return false;
    let seen = 0;
    let at = states.draftStart();
    const standing = states.positions.length - at;
    for (let i = 0; i < walkers.length; i++) {
      for (const end = states.ends[i] as number; at < end; at++) {
        const position = states.positions.at(at);
        if (walkers[i]?.isWildcard(position) && loops[seen++] !== position) return false;
      }
      if (loops[seen++] !== -1 - (states.certain[i] as number)) return false;
    }
    return seen === loops.length && standing > seen - walkers.length;
  }
}
