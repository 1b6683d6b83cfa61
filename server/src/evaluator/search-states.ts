// The states of one search: what each walker may still become, and the text that led there. States with the same
// future are kept once, with the shortest text, and leave the queue by the length that their whole path will have at
// least. What a state means is not known here.
import { isHighSurrogate } from "./code-units.ts";
import { PositionList } from "./walk-positions.ts";

/** Fields of a state; behind them one end of positions and one certain outcome for each walker. */
const PARENT = 0;
const TEXT = 1;
const TEXT_END = 2;
const LENGTH = 3;
const POSITIONS = 4;
const HASH = 5;
const SLOT = 6;
const WAITING = 7;
const BESIDE = 8;
const FIELDS = 9;

export class SearchStates {
  /** The positions of all states, one state after the other, walker after walker; then those of the draft. */
  readonly positions: PositionList = new PositionList();
  /** By walker: where the draft's positions end. */
  ends: Int32Array = new Int32Array(4);
  /** By walker: the draft's certain outcome. */
  certain: Int32Array = new Int32Array(4);
  private walkers = 0;
  private size = FIELDS;
  private data = new Int32Array(256);
  private end = FIELDS;
  private texts = new Uint16Array(256);
  private textEnd = 0;
  private draftText = 0;
  /** States by hash, open addressing, a power of two, at most half full. */
  private table = new Int32Array(64);
  private count = 0;
  /** By least length: the first and the last state that waits. */
  private first = new Int32Array(64);
  private last = new Int32Array(64);
  private shortest = 0;
  private longest = 0;

  /** Forgets all states; costs as much as there were. */
  reset(walkers: number): void {
    for (let state = FIELDS; state < this.end; state += this.size) this.table[this.get(state + SLOT)] = 0;
    this.first.fill(0, 0, this.longest + 1);
    this.end = FIELDS;
    this.size = FIELDS + 2 * walkers;
    this.walkers = walkers;
    this.textEnd = 0;
    this.count = 0;
    this.shortest = 0;
    this.longest = 0;
    this.positions.length = 0;
    if (this.ends.length < walkers) {
      this.ends = new Int32Array(walkers);
      this.certain = new Int32Array(walkers);
    }
    this.draftText = 0;
  }

  /** A draft that begins as a copy of a state, with no text of its own. */
  beginDraft(state: number): void {
    this.draftText = this.textEnd;
    const start = this.from(state, 0);
    const shift = this.draftStart() - start;
    for (let walker = 0; walker < this.walkers; walker++) {
      this.ends[walker] = this.to(state, walker) + shift;
      this.certain[walker] = this.certainOf(state, walker);
    }
    for (let at = start; at < this.to(state, this.walkers - 1); at++) this.positions.push(this.positions.at(at));
  }

  /** Where the draft's positions begin. */
  draftStart(): number {
    return this.end === FIELDS ? 0 : this.to(this.end - this.size, this.walkers - 1);
  }

  read(code: number): void {
    if (this.textEnd === this.texts.length) this.texts = grown(this.texts, new Uint16Array(this.textEnd * 2));
    this.texts[this.textEnd++] = code;
  }

  dropDraft(): void {
    this.positions.length = this.draftStart();
    this.textEnd = this.draftText;
  }

  /**
   * Keeps the draft as a state that waits, unless one with the same future has as short a text. 0 is no parent;
   * `remaining` is how much text must follow at least, and must not shrink faster than text is read.
   */
  keepDraft(parent: number, remaining: number, isBeside: boolean): void {
    const state = this.end;
    const { size, walkers } = this;
    if (state + size > this.data.length) this.data = grown(this.data, new Int32Array((state + size) * 2));
    const { data } = this;
    const start = this.draftStart();
    const length = (parent === 0 ? 0 : this.get(parent + LENGTH)) + this.textEnd - this.draftText;
    data[state + PARENT] = parent;
    data[state + TEXT] = this.draftText;
    data[state + TEXT_END] = this.textEnd;
    data[state + LENGTH] = length;
    data[state + POSITIONS] = start;
    data[state + BESIDE] = isBeside ? 1 : 0;
    for (let walker = 0; walker < walkers; walker++) {
      data[state + FIELDS + walker] = this.ends[walker] as number;
      data[state + FIELDS + walkers + walker] = this.certain[walker] as number;
    }
    data[state + HASH] = this.hash(state, start);
    const slot = this.slotFor(state);
    const known = this.table[slot] as number;
    if (known !== 0 && this.get(known + LENGTH) <= length) this.dropDraft();
    else {
      this.table[slot] = state;
      data[state + SLOT] = slot;
      this.end = state + size;
      this.enqueue(state, length + remaining);
      if (++this.count * 2 > this.table.length) this.growTable();
    }
  }

  /** The waiting state with the least length, the oldest among equals; 0 when none waits. */
  next(): number {
    while (this.shortest <= this.longest) {
      const state = this.first[this.shortest] as number;
      if (state === 0) {
        this.shortest++;
        continue;
      }
      this.first[this.shortest] = this.get(state + WAITING);
      // A state that was reached again by a shorter text has been taken out already.
      if (this.table[this.get(state + SLOT)] === state) return state;
    }
    return 0;
  }

  /** Where the positions of a walker begin and end. */
  from(state: number, walker: number): number {
    return walker === 0 ? this.get(state + POSITIONS) : this.get(state + FIELDS + walker - 1);
  }

  to(state: number, walker: number): number {
    return this.get(state + FIELDS + walker);
  }

  certainOf(state: number, walker: number): number {
    return this.get(state + FIELDS + this.walkers + walker);
  }

  /** As it was kept. */
  isBeside(state: number): boolean {
    return this.get(state + BESIDE) === 1;
  }

  /** The last code unit of the text, -1 when it is empty. */
  lastCode(state: number): number {
    const end = this.get(state + TEXT_END);
    return end > this.get(state + TEXT) ? (this.texts[end - 1] as number) : -1;
  }

  textOf(state: number): string {
    const pieces: string[] = [];
    for (let at = state; at !== 0; at = this.get(at + PARENT)) {
      let piece = "";
      for (let i = this.get(at + TEXT); i < this.get(at + TEXT_END); i++)
        piece += String.fromCharCode(this.texts[i] as number);
      pieces.push(piece);
    }
    return pieces.reverse().join("");
  }

  private get(at: number): number {
    return this.data[at] as number;
  }

  private enqueue(state: number, length: number): void {
    if (length >= this.first.length) {
      this.first = grown(this.first, new Int32Array(length * 2));
      this.last = grown(this.last, new Int32Array(length * 2));
    }
    this.data[state + WAITING] = 0;
    if (this.first[length] === 0) this.first[length] = state;
    else this.data[(this.last[length] as number) + WAITING] = state;
    this.last[length] = state;
    if (length > this.longest) this.longest = length;
  }

  private hash(state: number, start: number): number {
    let hash = this.isSplit(state) ? 1 : 0;
    for (let at = state + FIELDS + this.walkers; at < state + this.size; at++) hash = mix(hash, this.get(at));
    for (let i = start; i < this.positions.length; i++) {
      const position = this.positions.at(i);
      hash = mix(mix(hash, position), Math.floor(position / 2 ** 27));
    }
    return hash;
  }

  /** Where a state like this one stands in the table, or would. */
  private slotFor(state: number): number {
    const mask = this.table.length - 1;
    let slot = this.get(state + HASH) & mask;
    for (;;) {
      const other = this.table[slot] as number;
      if (other === 0 || this.isSame(state, other)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private isSame(a: number, b: number): boolean {
    if (this.get(a + HASH) !== this.get(b + HASH) || this.isSplit(a) !== this.isSplit(b)) return false;
    const { walkers, positions } = this;
    const shift = this.get(b + POSITIONS) - this.get(a + POSITIONS);
    for (let walker = 0; walker < walkers; walker++) {
      if (this.to(a, walker) + shift !== this.to(b, walker)) return false;
      if (this.certainOf(a, walker) !== this.certainOf(b, walker)) return false;
    }
    for (let i = this.get(a + POSITIONS); i < this.to(a, walkers - 1); i++)
      if (positions.at(i) !== positions.at(i + shift)) return false;
    return true;
  }

  /** Whether the text ends within a surrogate pair. */
  private isSplit(state: number): boolean {
    return isHighSurrogate(this.lastCode(state));
  }

  private growTable(): void {
    const old = this.table;
    this.table = new Int32Array(old.length * 4);
    for (const state of old) {
      if (state === 0) continue;
      const slot = this.slotFor(state);
      this.table[slot] = state;
      this.data[state + SLOT] = slot;
    }
  }
}

function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

function grown<A extends Int32Array | Uint16Array>(from: A, into: A): A {
  into.set(from);
  return into;
}
