// The search itself: it walks the asked patterns and all indexes at once, shortest path first, and only where the
// patterns reach. The first complete and wanted path is therefore a shortest one, and none at the end means none at all.
import { ANY, type PathTokens } from "../policy/path-tokens.ts";
import { AskedPattern } from "./asked-pattern.ts";
import { chooseCodes, namedByText } from "./choose-codes.ts";
import { isHighSurrogate, isLowSurrogate } from "./code-units.ts";
import { findBlocked } from "./find-overlapping.ts";
import { isComplete, isHopeless, outcomesOf, type Walk } from "./judge-state.ts";
import { LoopMemo } from "./loop-memo.ts";
import { DEFAULT_BUDGET, type PathAnswer, type PathQuestion } from "./path-question.ts";
import { PathTrie } from "./path-trie.ts";
import { SearchStates } from "./search-states.ts";
import { ROOT } from "./trie-layout.ts";
import { PositionWalker } from "./walk-positions.ts";

export class PathSearch implements Walk {
  /** Never used, only kept, as PathIndex says. */
  static readonly kept: PathSearch = new PathSearch();
  asked: readonly AskedPattern[] = [];
  walkers: readonly PositionWalker[] = [];
  readonly states: SearchStates = new SearchStates();
  /** How many positions all further questions together may read and write; what is asked beyond is not decided. */
  left: number = Number.POSITIVE_INFINITY;
  private readonly patterns = new PathTrie(64);
  private readonly loops = new LoopMemo();
  private fewest = false;
  private visited = 0;

  find(question: PathQuestion, changed: readonly (ReadonlyMap<number, number> | undefined)[]): PathAnswer {
    const { states } = this;
    const budget = question.budget ?? DEFAULT_BUDGET;
    const isAsked = question.inside.length + question.indexes.length > 0;
    if (isAsked && (budget < 0 || this.left < 0)) return { decided: false };
    this.prepare(question, changed);
    if (this.walkers.length === 0) return { decided: true, witness: question.wanted([]) ? "" : undefined };
    for (let state = states.next(); state !== 0; state = states.next()) {
      if (this.visited > budget || this.left < 0) return { decided: false };
      if (isComplete(this, state) && question.wanted(outcomesOf(this, state)))
        return { decided: true, witness: states.textOf(state) };
      if (!isHopeless(this, state, question)) this.expand(state);
    }
    return { decided: true, witness: undefined };
  }

  private prepare(
    { inside, indexes, bits = [], fewerRulesSuffice = false }: PathQuestion,
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
    this.fewest = fewerRulesSuffice && !patterns.splitsPairs;
    // Where no name is followed, nothing is gained by knowing which of them lead nowhere.
    const [first] = this.fewest ? [] : inside;
    const held = indexes.map(({ trie }, i) => {
      const blocked = first && hasInnerWildcard(first) ? findBlocked(trie, first, MOST_STEPS) : undefined;
      return new PositionWalker(trie, ROOT, changed[i], blocked, bits[i]);
    });
    this.walkers = [...this.asked, ...held];
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
      this.left -= to - from + positions.length - first + 1;
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
}

/** A wildcard that is not a last `*`: where one is, most of what lies below it in an index has nothing to do with it. */
const hasInnerWildcard = (tokens: PathTokens): boolean =>
  tokens.some((token, i) => typeof token !== "string" && (token !== ANY || i < tokens.length - 1));

/** How far to look for what need not be entered before it is cheaper not to know. */
const MOST_STEPS = 1_000;
