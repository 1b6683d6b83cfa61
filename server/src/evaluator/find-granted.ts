// A shortest path on which a pattern meets something that an index grants, found where one allow and the pattern first
// have a path in common. That is quick, and is the answer unless a deny stands just there; then no answer is given, and
// a whole search is needed. It walks pairs, a unit of the pattern and a node of the trie, shortest text first.

import type { PathTokens } from "../policy/path-tokens.ts";
import { isWellFormed } from "../text/half-characters.ts";
import { findChild, forEachChild } from "./child-table.ts";
import { SLASH } from "./code-units.ts";
import { DENIED } from "./indexed-rule.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";
import type { PathAnswer } from "./path-question.ts";
import { ALL, MORE, ONE, toUnits } from "./pattern-units.ts";
import {
  ACROSS,
  BELOW,
  CHILDREN,
  END,
  EXACT,
  get,
  getCode,
  LABEL,
  LOOSE,
  NEXT,
  REACH,
  ROOT,
  WHOLE,
  WILD,
} from "./trie-layout.ts";

/**
 * A shortest path of the pattern on which something is granted and nothing denied, with the bits of some places
 * changed; none where no allow shares any path with the pattern. Not decided where this is not seen at once.
 */
export function findGranted(
  index: PathIndex,
  tokens: PathTokens,
  changed: ReadonlyMap<number, number> | undefined,
): PathAnswer {
  return new GrantWalk(index, tokens, changed).run();
}

/** Fields of a step: where it stands, the text so far, how it was reached, and the next step that waits as long. */
const UNIT = 0;
const NODE = 1;
/** In text the next code of the label; in a wildcard whether it has yet to read its first code. */
const OFFSET = 2;
const LENGTH = 3;
const PARENT = 4;
/** What was read since: a stretch of the trie's codes, or one code, as a number below zero. */
const FROM = 5;
const TO = 6;
const WAITING = 7;
const FIELDS = 8;

const OPEN = 0;
const HUNGRY = 1;

/** Stands for any code that two wildcards read together. */
const ANY_CODE = 120;

const MOST_STEPS = 2_000;
const MOST_TRIES = 8;

class GrantWalk {
  /** Never used, only kept, as PathIndex says. */
  static readonly kept: GrantWalk = new GrantWalk(buildPathIndex([]), [], undefined);
  private readonly index: PathIndex;
  private readonly data: Int32Array;
  private readonly codes: Uint16Array;
  private readonly changed: ReadonlyMap<number, number> | undefined;
  private readonly units: readonly number[];
  /** By unit: the fewest codes that complete the pattern from there. */
  private readonly rest: readonly number[];
  private readonly steps: number[] = [];
  /** By the least length of a whole path: the step that was added last. */
  private readonly waiting: number[] = [];
  private readonly seen = new Set<number>();
  private tries = 0;

  constructor(index: PathIndex, tokens: PathTokens, changed: ReadonlyMap<number, number> | undefined) {
    this.index = index;
    this.data = index.trie.data;
    this.codes = index.trie.codes;
    this.changed = changed;
    this.units = toUnits(tokens);
    const rest = [0];
    for (let at = this.units.length - 1; at >= 0; at--)
      rest.push((rest.at(-1) as number) + (this.units[at] === MORE || this.units[at] === ALL ? 0 : 1));
    this.rest = rest.reverse();
  }

  run(): PathAnswer {
    const { waiting } = this;
    this.add(0, ROOT, get(this.data, ROOT + END), 0, -1, 0, 0);
    for (let length = 0; length < waiting.length; length++) {
      for (let step = waiting[length] as number; step >= 0; step = waiting[length] as number) {
        waiting[length] = this.field(step, WAITING);
        const witness = this.walk(step);
        if (witness !== undefined) return { decided: true, witness };
        if (this.steps.length > MOST_STEPS * FIELDS || this.tries > MOST_TRIES) return { decided: false };
      }
      // Another path of an allow that was denied here may be as short as what comes next.
      if (this.tries > 0) return { decided: false };
    }
    return { decided: true, witness: undefined };
  }

  /** Goes on from a step; the answer is a path on which something is granted, if the step completes one. */
  private walk(step: number): string | undefined {
    const node = this.field(step, NODE);
    const end = get(this.data, node + END);
    if (end >= 0 && this.field(step, OFFSET) < end) this.readLabel(step, node, end);
    else if (end < 0 && this.field(step, OFFSET) === HUNGRY) this.feed(step, node);
    else return this.leave(step, node, end);
    return undefined;
  }

  /** The pattern reads on in a label. Where it loops, each code makes the path longer. */
  private readLabel(step: number, node: number, end: number): void {
    const { units, codes } = this;
    const from = this.field(step, OFFSET);
    let unit = this.field(step, UNIT);
    let at = from;
    for (; at < end; at++) {
      const code = getCode(codes, at);
      while (units[unit] === MORE && code === SLASH) unit++;
      const read = units[unit];
      if (read === undefined || (read >= 0 && read !== code) || (read === ONE && code === SLASH)) return;
      if (read === MORE || read === ALL) {
        if (!this.isNew(at, unit, true)) return;
        const to = this.endOfLoop(unit, at, end);
        this.goOn(step, unit, node, to, from, to);
        if (to === at + 1) this.goOn(step, unit + 1, node, at, from, at);
        return;
      }
      unit++;
    }
    this.goOn(step, unit, node, end, from, end);
  }

  /** How far a wildcard of the pattern reads in a label before it may end, one code at least. */
  private endOfLoop(unit: number, at: number, end: number): number {
    const { units, codes } = this;
    const next = units[unit + 1];
    if (units[unit] === ALL) return next === undefined ? end : at + 1;
    if (next !== undefined && next !== SLASH) return at + 1;
    let to = at + 1;
    while (to < end && getCode(codes, to) !== SLASH) to++;
    return to;
  }

  /** A wildcard reads its first code. */
  private feed(step: number, node: number): void {
    const unit = this.field(step, UNIT);
    const read = this.units[unit];
    if (read === undefined || read === SLASH || !this.isNew(node + 1, unit, false)) return;
    if (read >= 0) this.goOn(step, unit + 1, node, OPEN, -1 - read, 0);
    else if (read === ONE) this.goOn(step, unit + 1, node, OPEN, -1 - ANY_CODE, 0);
    else {
      this.goOn(step, unit, node, OPEN, -1 - ANY_CODE, 0);
      this.goOn(step, unit + 1, node, HUNGRY, 0, 0);
    }
  }

  /** A label or a wildcard ends here, or the wildcard reads on. */
  private leave(step: number, node: number, end: number): string | undefined {
    const { data, codes, units } = this;
    const unit = this.field(step, UNIT);
    if (!this.isNew(node, unit, false)) return undefined;
    if (this.grants(node + BELOW) || (this.rest[unit] === 0 && this.grants(node + EXACT))) {
      const path = this.textOf(step) + this.completion(unit);
      this.tries++;
      const outcome = this.index.decide(path, this.changed);
      if (outcome !== 0 && outcome !== DENIED && isWellFormed(path)) return path;
    }
    for (let child = get(data, node + WILD); child !== 0; child = get(data, child + NEXT)) {
      const kind = get(data, child + END);
      this.goOn(step, unit, child, kind === WHOLE || kind === LOOSE ? HUNGRY : OPEN, 0, 0);
    }
    const read = units[unit];
    if (read === undefined) return undefined;
    const offset = end < 0 ? OPEN : end;
    if (read === MORE || read === ALL) this.goOn(step, unit + 1, node, offset, 0, 0);
    else if (end < 0 && (read !== SLASH || end === ACROSS))
      this.goOn(step, unit + 1, node, offset, -1 - (read === ONE ? ANY_CODE : read), 0);
    const enter = (child: number): void => this.goOn(step, unit, child, get(data, child + LABEL), 0, 0);
    if (read >= 0) {
      const child = findChild(data, codes, node, read);
      if (child !== 0) enter(child);
    } else
      forEachChild(data, codes, get(data, node + CHILDREN), (code, child) => {
        if (read === ALL || code !== SLASH) enter(child);
      });
    return undefined;
  }

  /** A step on from another, after codes of the trie or, below zero, one code. */
  private goOn(step: number, unit: number, node: number, offset: number, from: number, to: number): void {
    if ((get(this.data, node + REACH) & ~DENIED) === 0) return;
    this.add(unit, node, offset, this.field(step, LENGTH) + (from < 0 ? 1 : to - from), step, from, to);
  }

  private add(
    unit: number,
    node: number,
    offset: number,
    length: number,
    parent: number,
    from: number,
    to: number,
  ): void {
    const { steps, waiting } = this;
    const least = length + (this.rest[unit] as number);
    while (waiting.length <= least) waiting.push(-1);
    const step = steps.length;
    steps.push(unit, node, offset, length, parent, from, to, waiting[least] as number);
    waiting[least] = step;
  }

  /** Whether a unit comes to a node for the first time, or to a code within a label. */
  private isNew(where: number, unit: number, isWithin: boolean): boolean {
    const pair = (where * (this.units.length + 1) + unit) * 2 + (isWithin ? 1 : 0);
    if (this.seen.has(pair)) return false;
    this.seen.add(pair);
    return true;
  }

  private grants(at: number): boolean {
    return ((this.changed?.get(at) ?? get(this.data, at)) & ~DENIED) !== 0;
  }

  private textOf(step: number): string {
    let text = "";
    for (let at = step; at >= 0; at = this.field(at, PARENT)) {
      const from = this.field(at, FROM);
      let read = from < 0 ? String.fromCharCode(-1 - from) : "";
      for (let code = from; from >= 0 && code < this.field(at, TO); code++)
        read += String.fromCharCode(getCode(this.codes, code));
      text = read + text;
    }
    return text;
  }

  /** The fewest codes that complete the pattern. */
  private completion(from: number): string {
    let text = "";
    for (let at = from; at < this.units.length; at++) {
      const unit = this.units[at] as number;
      if (unit >= 0 || unit === ONE) text += String.fromCharCode(unit >= 0 ? unit : ANY_CODE);
    }
    return text;
  }

  private field(step: number, field: number): number {
    return this.steps[step + field] as number;
  }
}
