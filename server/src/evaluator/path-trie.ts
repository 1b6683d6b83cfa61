// Path patterns as a radix trie: the structure that the index and the exact questions walk, and how it grows.
// It knows where patterns end, and with which outcome bits; it does not know rules, and it answers nothing.
import { ANY, PART, type PathTokens } from "../policy/path-tokens.ts";
import { findChild, findSlot } from "./child-table.ts";
import { isLowSurrogate } from "./code-units.ts";
import { normalTokens } from "./normal-tokens.ts";
import {
  ACROSS,
  bitsOf,
  CHILDREN,
  END,
  get,
  getCode,
  LABEL,
  LOOSE,
  NEXT,
  REACH,
  RECORD,
  ROOT,
  WHOLE,
  WILD,
  WITHIN,
} from "./trie-layout.ts";
import { TrieMemory } from "./trie-memory.ts";

export class PathTrie extends TrieMemory {
  codes: Uint16Array;

  /** Whether some text begins with the second half of a surrogate pair, so that a wildcard must read the first. */
  splitsPairs = false;

  /** The capacity, in fields, is a hint; the array grows. */
  constructor(capacity: number) {
    super(capacity + RECORD * 2);
    this.codes = new Uint16Array(this.data.buffer);
  }

  /** A new, empty root; the first one is ROOT. */
  addRoot(): number {
    return this.addRecord(0);
  }

  /** Puts the same trie, laid out otherwise, in place of this one. */
  replace(data: Int32Array): void {
    this.replaceData(data);
    this.end = data.length;
  }

  /** Forgets every root, keeps the memory. */
  clear(): void {
    this.splitsPairs = false;
    this.data.fill(0, 0, this.end);
    this.end = ROOT;
  }

  /**
   * Adds a pattern with its outcome bits and returns the place where it ends: the node twice, and one more where the
   * bits stand in BELOW.
   */
  insert(root: number, pattern: PathTokens, bits: number): number {
    const tokens = normalTokens(pattern);
    let node = root;
    let below = 0;
    this.data[node + REACH] = get(this.data, node + REACH) | bits;
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i];
      if (typeof token === "string") {
        this.splitsPairs ||= isLowSurrogate(token.charCodeAt(0));
        node = this.insertText(node, token, bits);
      } else if (token === ANY && i === tokens.length - 1) below = 1;
      else node = this.insertWildcard(node, kindOf(tokens, i), bits);
    }
    const place = node * 2 + below;
    this.data[bitsOf(place)] = get(this.data, bitsOf(place)) | bits;
    return place;
  }

  private insertText(from: number, text: string, bits: number): number {
    const { length } = text;
    let node = from;
    let at = 0;
    while (at < length) {
      const { data, codes } = this;
      const code = text.charCodeAt(at);
      let child = findChild(data, codes, node, code);
      if (child === 0) {
        child = this.addText(text, at, bits);
        this.addChild(node, child, code);
        return child;
      }
      let label = data[child + LABEL] as number;
      const end = data[child + END] as number;
      do {
        label++;
        at++;
      } while (label < end && at < length && codes[label] === text.charCodeAt(at));
      if (label < end) child = this.split(node, child, code, label);
      this.data[child + REACH] = (this.data[child + REACH] as number) | bits;
      node = child;
    }
    return node;
  }

  private insertWildcard(node: number, kind: number, bits: number): number {
    let child = get(this.data, node + WILD);
    while (child !== 0 && get(this.data, child + END) !== kind) child = get(this.data, child + NEXT);
    if (child === 0) {
      child = this.addWildcard(kind);
      this.data[child + NEXT] = get(this.data, node + WILD);
      this.data[node + WILD] = child;
    }
    this.data[child + REACH] = get(this.data, child + REACH) | bits;
    return child;
  }

  /** Puts a new node for the label's first part before `child`, which keeps its name and the rest of the label. */
  private split(parent: number, child: number, code: number, at: number): number {
    const label = get(this.data, child + LABEL);
    const upper = this.addRecord(at - label);
    const { data, codes } = this;
    codes.copyWithin(get(data, upper + LABEL), label, at);
    data[upper + REACH] = get(data, child + REACH);
    data[upper + CHILDREN] = -child;
    data[child + LABEL] = at;
    const children = get(data, parent + CHILDREN);
    if (children < 0) data[parent + CHILDREN] = -upper;
    else data[findSlot(data, children, code) + 1] = upper;
    return upper;
  }

  private addText(text: string, from: number, bits: number): number {
    const { length } = text;
    const node = this.addRecord(length - from);
    const { data, codes } = this;
    let label = data[node + LABEL] as number;
    for (let at = from; at < length; at++) codes[label++] = text.charCodeAt(at);
    data[node + REACH] = bits;
    return node;
  }

  private addWildcard(kind: number): number {
    const node = this.addRecord(0);
    this.data[node + NEXT] = 0;
    this.data[node + END] = kind;
    return node;
  }

  private addRecord(labelLength: number): number {
    const node = this.reserve(RECORD + ((labelLength + 1) >> 1));
    const label = (node + RECORD) * 2;
    this.data[node + LABEL] = label;
    this.data[node + END] = label + labelLength;
    return node;
  }

  protected override keyOf(child: number): number {
    return getCode(this.codes, get(this.data, child + LABEL));
  }

  protected override replaceData(data: Int32Array): void {
    this.data = data;
    this.codes = new Uint16Array(data.buffer);
  }
}

function kindOf(tokens: PathTokens, at: number): number {
  const token = tokens[at];
  if (token === ANY) return ACROSS;
  if (token === PART) return WITHIN;
  const next = tokens[at + 1];
  return next === undefined || (typeof next === "string" && next.startsWith("/")) ? WHOLE : LOOSE;
}
