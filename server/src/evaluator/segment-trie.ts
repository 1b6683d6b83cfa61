// Plain patterns as a trie of whole segments: segments of text or `+`, and perhaps a `*` at the end. Nearly all patterns
// are plain, and few steps lead through this trie. It says where patterns end and answers nothing.
import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { findSlot, logOf, offsetOf, tableSize } from "./child-table.ts";
import { SLASH } from "./code-units.ts";
import { BEGINNINGS, EMPTY, INITIALS, KEY, LONGEST_TOLD, PLUS } from "./segment-layout.ts";
import { SegmentWords } from "./segment-words.ts";
import { bitsOf, CHILDREN, get, RECORD, ROOT } from "./trie-layout.ts";
import { TrieMemory } from "./trie-memory.ts";

/** Whether a pattern can be put into this trie. */
export function isPlain(tokens: PathTokens): boolean {
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const before = tokens[i - 1];
    if (before !== undefined && (typeof before === "string") === (typeof token === "string")) return false;
    if (token === PART || (token === ANY && i < tokens.length - 1)) return false;
    if (token === SEGMENT && !(endsWithSlash(before) && startsWithSlash(tokens[i + 1]))) return false;
  }
  return true;
}

/** Fields that a copy has left, so that a few rules can be put into it without copying it again. */
const ROOM = 1 << 12;

export class SegmentTrie extends TrieMemory {
  readonly words: SegmentWords;
  /** The node behind the slash that paths begin with, or 0. */
  absolute = 0;

  /** The number of patterns is a hint; everything grows. */
  constructor(patterns: number, words: SegmentWords = new SegmentWords()) {
    super(patterns * 24 + ROOT + RECORD);
    this.words = words;
    this.end = ROOT + RECORD;
  }

  /** The words are shared with the copy: a word more leads nowhere. */
  copy(): SegmentTrie {
    const copy = new SegmentTrie(0, this.words);
    copy.data = new Int32Array(this.end + ROOM);
    copy.data.set(this.data.subarray(0, this.end));
    copy.end = this.end;
    copy.absolute = this.absolute;
    return copy;
  }

  /** Puts the same trie, laid out otherwise, in place of this one. */
  replace(data: Int32Array): void {
    this.data = data;
    this.end = data.length;
    this.absolute = findKey(data, ROOT, EMPTY);
  }

  /** Adds a plain pattern with its outcome bits and returns the place where it ends, as a PathTrie does. */
  insert(tokens: PathTokens, bits: number): number {
    const place = this.placeOf(tokens);
    if (this.absolute === 0) this.absolute = findKey(this.data, ROOT, EMPTY);
    this.data[bitsOf(place)] = get(this.data, bitsOf(place)) | bits;
    return place;
  }

  private placeOf(tokens: PathTokens): number {
    let node = tokens.length === 0 ? this.child(ROOT, EMPTY) : ROOT;
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i];
      if (token === SEGMENT) node = this.plus(node);
      else if (typeof token !== "string") return node * 2 + 1;
      else {
        // The slash after a `+` only ends it.
        const first = i === 0 ? 0 : 1;
        const next = tokens[i + 1];
        const last = next === undefined ? token.length : token.lastIndexOf("/");
        if (last >= first) node = this.whole(node, token, first, last);
        const rest = Math.max(first, last + 1);
        if (next === ANY) return rest === token.length ? node * 2 + 1 : this.beginning(node, token.slice(rest)) * 2;
      }
    }
    return node * 2;
  }

  /** The node behind all segments of a stretch of text that ends before a slash or with the pattern. */
  private whole(from: number, text: string, first: number, last: number): number {
    let node = from;
    let start = first;
    for (;;) {
      const slash = text.indexOf("/", start);
      if (slash < 0 || slash >= last) return this.child(node, this.words.idOf(text.slice(start, last)));
      node = this.child(node, this.words.idOf(text.slice(start, slash)));
      start = slash + 1;
    }
  }

  private beginning(node: number, text: string): number {
    const child = this.child(node, ~this.words.idOf(text));
    const { data } = this;
    data[node + BEGINNINGS] = get(data, node + BEGINNINGS) | (1 << Math.min(text.length - 1, LONGEST_TOLD));
    data[node + INITIALS] = get(data, node + INITIALS) | (1 << (text.charCodeAt(0) & 31));
    return child;
  }

  private plus(node: number): number {
    const known = get(this.data, node + PLUS);
    if (known !== 0) return known;
    const child = this.reserve(RECORD);
    this.data[node + PLUS] = child;
    return child;
  }

  private child(node: number, key: number): number {
    const known = findKey(this.data, node, key);
    if (known !== 0) return known;
    const child = this.reserve(RECORD);
    this.data[child + KEY] = key;
    this.addChild(node, child, key);
    return child;
  }

  protected override keyOf(child: number): number {
    return get(this.data, child + KEY);
  }
}

/** The child of a node that this key leads to, or 0. */
export function findKey(data: Int32Array, node: number, key: number): number {
  const children = data[node + CHILDREN] as number;
  if (children > 0) return data[findSlot(data, children, key) + 1] as number;
  return children < 0 && data[KEY - children] === key ? -children : 0;
}

/** Calls back with every child that a node's CHILDREN name. */
export function forEachKey(data: Int32Array, children: number, visit: (key: number, child: number) => void): void {
  if (children < 0) visit(get(data, KEY - children), -children);
  if (children <= 0) return;
  const end = offsetOf(children) + tableSize(logOf(children));
  for (let slot = offsetOf(children) + 1; slot < end; slot += 2)
    if (get(data, slot + 1) !== 0) visit(get(data, slot), get(data, slot + 1));
}

const startsWithSlash = (token: PathToken | undefined): boolean =>
  token === undefined || (typeof token === "string" && token.charCodeAt(0) === SLASH);

const endsWithSlash = (token: PathToken | undefined): boolean =>
  token === undefined || (typeof token === "string" && token.charCodeAt(token.length - 1) === SLASH);
