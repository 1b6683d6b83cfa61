// The patterns that a segment trie was made of, told again, so that nobody has to keep them.
import { ANY, type PathToken, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { PLUS } from "./segment-layout.ts";
import { forEachKey, type SegmentTrie } from "./segment-trie.ts";
import { CHILDREN, get, ROOT } from "./trie-layout.ts";

/** A node with the pattern so far: what stands before the last text, and that text. */
interface Visit {
  readonly node: number;
  readonly before: readonly PathToken[];
  readonly text: string;
}

/** Calls back with every place where a pattern may end, and how to have its pattern. */
export function tellPatterns(trie: SegmentTrie, visit: (place: number, tokensAt: () => PathTokens) => void): void {
  const { data } = trie;
  const words = trie.words.all();
  const open: Visit[] = [{ node: ROOT, before: [], text: "" }];
  for (let it = open.pop(); it !== undefined; it = open.pop()) {
    const { node, before, text } = it;
    const joined = node === ROOT ? "" : `${text}/`;
    visit(node * 2, () => withText(before, text));
    visit(node * 2 + 1, () => [...withText(before, joined), ANY]);
    const plus = get(data, node + PLUS);
    if (plus !== 0) open.push({ node: plus, before: [...withText(before, joined), SEGMENT], text: "" });
    forEachKey(data, get(data, node + CHILDREN), (key, child) => {
      const longer = joined + (words[key < 0 ? ~key : key] ?? "");
      if (key < 0) visit(child * 2, () => [...withText(before, longer), ANY]);
      else open.push({ node: child, before, text: longer });
    });
  }
}

const withText = (before: readonly PathToken[], text: string): PathToken[] =>
  text === "" ? [...before] : [...before, text];
