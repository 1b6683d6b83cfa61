// Where the patterns of a segment trie end that match a path: what decide-segments.ts walks, without haste.
import { BEGINNINGS, EMPTY, PLUS } from "./segment-layout.ts";
import { findKey, type SegmentTrie } from "./segment-trie.ts";
import { addToHash, type SegmentWords } from "./segment-words.ts";
import { get, ROOT } from "./trie-layout.ts";

/** The places of all patterns that match; some hold no pattern. */
export function placesOn(trie: SegmentTrie, path: string): number[] {
  const { data } = trie;
  const segments = path.split("/");
  const words = segments.map((text) => wordOf(trie.words, text));
  const places: number[] = [];
  const open: { readonly node: number; readonly segment: number }[] = [{ node: ROOT, segment: 0 }];
  for (let it = open.pop(); it !== undefined; it = open.pop()) {
    const { node, segment } = it;
    const word = words[segment];
    if (word === undefined) {
      places.push(node * 2);
      continue;
    }
    places.push(node * 2 + 1, ...beginningsOf(trie, node, segments[segment] ?? ""));
    const plus = word === EMPTY ? 0 : get(data, node + PLUS);
    if (plus !== 0) open.push({ node: plus, segment: segment + 1 });
    const child = word === 0 ? 0 : findKey(data, node, word);
    if (child !== 0) open.push({ node: child, segment: segment + 1 });
  }
  return places;
}

/** The places of a node's beginnings that a segment begins with. */
function beginningsOf({ data, words }: SegmentTrie, node: number, segment: string): number[] {
  if (get(data, node + BEGINNINGS) === 0) return [];
  const places: number[] = [];
  let hash = 0;
  for (let to = 1; to <= segment.length; to++) {
    hash = addToHash(hash, segment.charCodeAt(to - 1));
    const word = words.find(segment, 0, to, hash);
    const child = word === 0 ? 0 : findKey(data, node, ~word);
    if (child !== 0 && words.isAt(word, segment, 0, to)) places.push(child * 2);
  }
  return places;
}

function wordOf(words: SegmentWords, text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = addToHash(hash, text.charCodeAt(at));
  const word = words.find(text, 0, text.length, hash);
  return word !== 0 && words.isAt(word, text, 0, text.length) ? word : 0;
}
