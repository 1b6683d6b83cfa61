// The one exact primitive: is there a path inside these patterns whose outcome in these indexes is wanted, and which
// is the shortest? Breadth first, so the first one found is the shortest; "none" is a proof for all strings.
import type { PathTokens } from "../policy/path-tokens.ts";
import { DENIED, type PathIndex } from "./path-index.ts";
import { ALL, NOT_SLASH, ONE, SLASH, settle, step, toUnits, type Units } from "./path-units.ts";

export interface PathQuestion {
  /** The path must match every one of these. */
  readonly inside: readonly PathTokens[];
  readonly indexes: readonly PathIndex[];
  /** Rules to leave out, as in "what does this rule add". */
  readonly without?: readonly { readonly index: number; readonly id: number }[];
  /** Asked at a complete path with one outcome for each index, as decide() returns it. */
  wanted(outcomes: readonly number[]): boolean;
  /**
   * May prune. `certain`: for each index the outcome that every longer path has at least. `possible`: the bits that
   * rules still within reach may add, DENIED among them; never too few, sometimes too many.
   */
  hopeless?(certain: readonly number[], possible: readonly number[]): boolean;
  /** How many positions may be visited before the answer is "not decided". */
  readonly budget?: number;
}

/** `witness` is undefined when there is provably no such path. */
export type PathAnswer = { readonly decided: true; readonly witness: string | undefined } | { readonly decided: false };

interface Machine {
  readonly units: Units;
  readonly index: number;
  readonly bits: number;
}

interface State {
  readonly path: string;
  /** Positions of each machine; empty once it cannot match. */
  readonly sets: readonly (readonly number[])[];
}

export const DEFAULT_BUDGET = 1_000_000;

export function findPath(question: PathQuestion): PathAnswer {
  const { inside, indexes, without = [], budget = DEFAULT_BUDGET } = question;
  const machines: Machine[] = inside.map((tokens) => ({ units: toUnits(tokens), index: -1, bits: 0 }));
  indexes.forEach((each, index) => {
    for (const [id, { rule, units }] of each.held)
      if (!without.some((it) => it.index === index && it.id === id))
        machines.push({ units, index, bits: rule.denies ? DENIED : rule.grants });
  });
  let queue: State[] = [{ path: "", sets: machines.map(({ units }) => settle(units, 0)) }];
  const seen = new Set<string>();
  let visited = 0;
  while (queue.length > 0) {
    const nextQueue: State[] = [];
    for (const state of queue) {
      visited += machines.length;
      if (visited > budget) return { decided: false };
      const outcomes = outcomesOf(indexes.length, machines, (machine, i) =>
        (state.sets[i] ?? []).includes(machine.units.length),
      );
      const complete = machines.every((it, i) => it.index >= 0 || state.sets[i]?.includes(it.units.length));
      if (complete && question.wanted(outcomes)) return { decided: true, witness: state.path };
      const certain = outcomesOf(indexes.length, machines, (machine, i) => endsInAll(machine.units, state.sets[i]));
      const possible = outcomesOf(indexes.length, machines, (_, i) => state.sets[i]?.length !== 0, false);
      if (question.hopeless?.(certain, possible) === true) continue;
      for (const code of choices(machines, state)) {
        const sets = machines.map(({ units }, i) => step(units, state.sets[i] ?? [], code));
        if (machines.some((it, i) => it.index < 0 && sets[i]?.length === 0)) continue;
        const key = `${isHigh(code)}|${sets.join("|")}`;
        if (!seen.has(key)) nextQueue.push({ path: state.path + String.fromCharCode(code), sets });
        seen.add(key);
      }
    }
    queue = nextQueue;
  }
  return { decided: true, witness: undefined };
}

function outcomesOf(
  count: number,
  machines: readonly Machine[],
  counts: (machine: Machine, i: number) => boolean,
  denyAlone = true,
): number[] {
  const outcomes = new Array<number>(count).fill(0);
  machines.forEach((machine, i) => {
    if (machine.index >= 0 && counts(machine, i))
      outcomes[machine.index] = (outcomes[machine.index] ?? 0) | machine.bits;
  });
  return denyAlone ? outcomes.map((it) => ((it & DENIED) === 0 ? it : DENIED)) : outcomes;
}

function endsInAll(units: Units, positions: readonly number[] | undefined): boolean {
  return units.at(-1) === ALL && positions !== undefined && positions.includes(units.length);
}

const isHigh = (code: number): boolean => (code & 0xfc00) === 0xd800;
const isLow = (code: number): boolean => (code & 0xfc00) === 0xdc00;
const READABLE = [..."xabcdefghijklmnopqrstuvwyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_."].map((it) => it.charCodeAt(0));

/** Every code unit that some machine names here, `/`, and one that none names; well-formed strings only. */
function choices(machines: readonly Machine[], state: State): number[] {
  const named = new Set<number>([SLASH]);
  let open = false;
  machines.forEach(({ units }, i) => {
    for (const at of state.sets[i] ?? []) {
      const unit = units[at];
      if (unit === ONE || unit === NOT_SLASH || unit === ALL) open = true;
      else if (unit !== undefined) named.add(unit);
    }
  });
  const afterHigh = isHigh(state.path.charCodeAt(state.path.length - 1));
  const all = [...named].filter((code) => isLow(code) === afterHigh);
  if (!open) return all;
  if (afterHigh) all.push(unnamed(named, 0xdc00));
  else all.unshift(READABLE.find((it) => !named.has(it)) ?? unnamed(named, 0xa1), unnamed(named, 0xd800));
  return all;
}

function unnamed(named: ReadonlySet<number>, from: number): number {
  while (named.has(from)) from++;
  return from;
}
