// The one exact primitive: is there a path inside these patterns whose outcome in these indexes is wanted, and which
// is the shortest? It walks all machines at once, shortest text first, and only where the patterns reach.
// "None" is a proof for all strings; what the question is for is not known here.
import { ANY, type PathTokens } from "../policy/path-tokens.ts";
import { AskedPattern, shortestPath } from "./asked-pattern.ts";
import { chooseCodes, isLowSurrogate, namedByText } from "./choose-codes.ts";
import { findBlocked } from "./find-overlapping.ts";
import { DENIED } from "./indexed-rule.ts";
import { LoopMemo } from "./loop-memo.ts";
import type { PathIndex } from "./path-index.ts";
import { PathTrie, ROOT } from "./path-trie.ts";
import { isHighSurrogate, SearchStates } from "./search-states.ts";
import { PositionWalker } from "./walk-positions.ts";

export interface PathQuestion {
  /** The path must match every one of these. */
  readonly inside: readonly PathTokens[];
  readonly indexes: readonly PathIndex[];
  /** Rules to leave out, as in "what does this rule add". */
  readonly without?: readonly { readonly index: number; readonly id: number }[];
  /** Asked at a complete path with one outcome for each index, as decide() returns it. */
  wanted(outcomes: readonly number[]): boolean;
  /**
   * May prune. `certain`: for each index what every longer path gets at least, DENIED alone where it is denied anyway.
   * `possible`: the bits that rules still within reach may add, DENIED among them; never too few, sometimes too many.
   */
  hopeless?(certain: readonly number[], possible: readonly number[]): boolean;
  /**
   * Say so where a wanted path would stay wanted if fewer rules matched it, as with "not covered" or "not denied". The
   * search is then far shorter: a text that no rule names matches the fewest.
   */
  readonly fewerRulesSuffice?: boolean;
  /** How many positions may be visited before the answer is "not decided". */
  readonly budget?: number;
}

/** `witness` is undefined when there is provably no such path. */
export type PathAnswer = { readonly decided: true; readonly witness: string | undefined } | { readonly decided: false };

/** A wildcard that is not a last `*`: where one is, most of what lies below it in an index has nothing to do with it. */
const hasInnerWildcard = (tokens: PathTokens): boolean =>
  tokens.some((token, i) => typeof token !== "string" && (token !== ANY || i < tokens.length - 1));

/** How far to look for what need not be entered before it is cheaper not to know. */
const MOST_STEPS = 20_000;

export const DEFAULT_BUDGET = 1_000_000;

/** Asks one question. Who asks many keeps a PathSearch, which keeps its memory. */
export function findPath(question: PathQuestion, search?: PathSearch): PathAnswer {
  const { inside, indexes, without = [], wanted } = question;
  const changed = indexes.map((index, i) => {
    const ids = without.filter((it) => it.index === i).map(({ id }) => id);
    return ids.length > 0 ? index.bitsWithout(ids) : undefined;
  });
  // Most questions end here: a shortest path of the pattern is already one that is wanted.
  const [only, ...others] = inside;
  if (only !== undefined && others.length === 0) {
    const path = shortestPath(only);
    const outcomes = indexes.map((index, i) => index.decide(path, changed[i]));
    if (wanted(outcomes) && isWellFormed(path)) return { decided: true, witness: path };
    if (only.every((token) => typeof token === "string")) return { decided: true, witness: undefined };
  }
  return (search ?? new PathSearch()).find(question, changed);
}

/** The first test is by far the faster one, and nearly all paths pass it. */
const isWellFormed = (path: string): boolean => !(/[\ud800-\udfff]/.test(path) && /\p{Surrogate}/u.test(path));

export class PathSearch {
  private readonly states = new SearchStates();
  private readonly patterns = new PathTrie(64);
  private asked: AskedPattern[] = [];
  /** The asked patterns, then the indexes. */
  private walkers: PositionWalker[] = [];
  private readonly loops = new LoopMemo();
  private fewest = false;
  private visited = 0;

  find(question: PathQuestion, changed: readonly (ReadonlyMap<number, number> | undefined)[]): PathAnswer {
    const { states } = this;
    const budget = question.budget ?? DEFAULT_BUDGET;
    this.prepare(question, changed);
    if (this.walkers.length === 0) return { decided: true, witness: question.wanted([]) ? "" : undefined };
    for (let state = states.next(); state !== 0; state = states.next()) {
      if (this.visited > budget) return { decided: false };
      if (this.isComplete(state) && question.wanted(this.outcomes(state)))
        return { decided: true, witness: states.textOf(state) };
      if (!this.isHopeless(state, question)) this.expand(state);
    }
    return { decided: true, witness: undefined };
  }

  private prepare(
    { inside, indexes, fewerRulesSuffice = false }: PathQuestion,
    changed: readonly (ReadonlyMap<number, number> | undefined)[],
  ): void {
    const { patterns, states } = this;
    patterns.clear();
    const roots = inside.map((tokens) => {
      const root = patterns.addRoot();
      patterns.insert(root, tokens, 1);
      return root;
    });
    this.asked = roots.map((root) => new AskedPattern(patterns, root));
    this.walkers = [...this.asked];
    this.fewest = fewerRulesSuffice;
    // Where no name is followed, nothing is gained by knowing which lead nowhere.
    const [first] = fewerRulesSuffice ? [] : inside;
    indexes.forEach((index, i) => {
      const blocked = first && hasInnerWildcard(first) ? findBlocked(index.trie, first, MOST_STEPS) : undefined;
      this.walkers.push(new PositionWalker(index.trie, ROOT, changed[i], blocked));
    });
    this.visited = 0;
    states.reset(this.walkers.length);
    for (const [i, walker] of this.walkers.entries()) {
      const from = states.positions.length;
      walker.start(states.positions);
      walker.tidy(states.positions, from);
      states.ends[i] = states.positions.length;
      states.certain[i] = walker.certain;
    }
    states.keepDraft(0, this.remaining(), false);
  }

  private expand(state: number): void {
    const { states, walkers, loops } = this;
    if (states.isBeside(state)) {
      states.beginDraft(state);
      loops.remember(walkers, states);
      states.dropDraft();
      for (const code of namedByText(walkers, states, state)) this.follow(state, code);
      return;
    }
    const { unnamed, named } = chooseCodes(walkers, this.asked.length, states, state, this.fewest);
    loops.forget();
    if (unnamed >= 0) {
      states.beginDraft(state);
      if (this.readOn(unnamed)) {
        if (!this.fewest) loops.remember(walkers, states);
        states.keepDraft(state, this.remaining(), false);
      } else states.dropDraft();
    }
    for (const code of named) this.follow(state, code);
  }

  private follow(state: number, code: number): void {
    const { states } = this;
    states.beginDraft(state);
    if (this.readOn(code)) states.keepDraft(state, this.remaining(), this.loops.isBeside(this.walkers, states));
    else states.dropDraft();
  }

  /** Reads a code, and further while only one code can follow; false when no path goes on there. */
  private readOn(first: number): boolean {
    for (let code = first; ; ) {
      this.states.read(code);
      if (!this.advance(code)) return false;
      const next = this.onlyNextCode();
      if (next < 0) return true;
      if (isLowSurrogate(next) !== isHighSurrogate(code)) return false;
      code = next;
    }
  }

  /** The draft after one more code; false when an asked pattern cannot match any more. */
  private advance(code: number): boolean {
    const { positions, ends, certain } = this.states;
    const start = this.states.draftStart();
    const written = positions.length;
    const { walkers } = this;
    let from = start;
    for (let i = 0; i < walkers.length; i++) {
      const walker = walkers[i] as PositionWalker;
      const to = ends[i] as number;
      const first = positions.length;
      walker.certain = certain[i] as number;
      for (let at = from; at < to; at++) walker.step(positions.at(at), code, positions);
      this.visited += positions.length - first + 1;
      walker.tidy(positions, first);
      if (i < this.asked.length && positions.length === first && walker.certain === 0) return false;
      certain[i] = walker.certain;
      ends[i] = positions.length - written + start;
      from = to;
    }
    positions.moveDown(written, start);
    return true;
  }

  /** The one code that can follow in the draft because nothing else is open, or new; -1 when several may. */
  private onlyNextCode(): number {
    const { positions, ends } = this.states;
    let from = this.states.draftStart();
    for (let i = 0; i < this.asked.length; i++) {
      const pattern = this.asked[i] as AskedPattern;
      const to = ends[i] as number;
      const next = to === from + 1 ? pattern.nextInLabel(positions.at(from)) : -1;
      if (next >= 0) return next;
      from = to;
    }
    return this.loops.isBeside(this.walkers, this.states) ? this.onlyTextCode() : -1;
  }

  /** The next code of the only text that the draft stands in, if it stands within it. */
  private onlyTextCode(): number {
    const { positions, ends } = this.states;
    let only = -1;
    let at = this.states.draftStart();
    for (const [i, walker] of this.walkers.entries())
      for (const end = ends[i] as number; at < end; at++) {
        const position = positions.at(at);
        if (walker.isWildcard(position)) continue;
        const code = walker.nextInLabel(position);
        if (code < 0 || only >= 0) return -1;
        only = code;
      }
    return only;
  }

  /** How many codes must follow the draft at least. */
  private remaining(): number {
    const { positions, ends } = this.states;
    let most = 0;
    let from = this.states.draftStart();
    for (const [i, pattern] of this.asked.entries()) {
      const to = ends[i] as number;
      most = Math.max(most, pattern.remaining(positions, from, to));
      from = to;
    }
    return most;
  }

  private isComplete(state: number): boolean {
    if (isHighSurrogate(this.states.lastCode(state))) return false;
    for (let i = 0; i < this.asked.length; i++) if (this.outcome(state, i) === 0) return false;
    return true;
  }

  /** What a walker says of a path that is complete in this state. */
  private outcome(state: number, i: number): number {
    const { states } = this;
    const walker = this.walkers[i] as PositionWalker;
    let bits = states.certainOf(state, i);
    for (let at = states.from(state, i); at < states.to(state, i); at++)
      bits |= walker.completes(states.positions.at(at));
    return (bits & DENIED) === 0 ? bits : DENIED;
  }

  private outcomes(state: number): number[] {
    return this.perIndex((i) => this.outcome(state, i));
  }

  /** Nothing wanted can follow: the outcome cannot change any more and is not wanted, or the asker says so. */
  private isHopeless(state: number, { wanted, hopeless }: PathQuestion): boolean {
    const { states } = this;
    const certain = this.perIndex((i) => states.certainOf(state, i));
    if (this.isSettled(state) && !wanted(certain)) return true;
    if (hopeless === undefined) return false;
    const possible = this.perIndex((i) => {
      let bits = 0;
      for (let at = states.from(state, i); at < states.to(state, i); at++)
        bits |= (this.walkers[i] as PositionWalker).reaches(states.positions.at(at));
      return bits;
    });
    return hopeless(certain, possible);
  }

  /** No rule is within reach that could change an outcome. */
  private isSettled(state: number): boolean {
    const { states } = this;
    const from = this.asked.length === 0 ? states.from(state, 0) : states.to(state, this.asked.length - 1);
    return states.to(state, this.walkers.length - 1) === from;
  }

  private perIndex(ask: (walker: number) => number): number[] {
    const answers: number[] = [];
    for (let i = this.asked.length; i < this.walkers.length; i++) answers.push(ask(i));
    return answers;
  }
}
