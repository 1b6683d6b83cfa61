// A pattern that a path is looked for in: how short that path can be, from the beginning and from any position on.
// It is what lets a search go straight to a shortest path instead of trying everything that is shorter so far.
import { type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { PathTrie } from "./path-trie.ts";
import { CHILDREN, END, get, LABEL, LOOSE, WHOLE, WILD } from "./trie-layout.ts";
import { nodeOf, type PositionList, PositionWalker } from "./walk-positions.ts";

/** A shortest path of a pattern; there may be others as short. */
export function shortestPath(tokens: PathTokens): string {
  return tokens.map((token) => (typeof token === "string" ? token : token === SEGMENT ? "x" : "")).join("");
}

export class AskedPattern extends PositionWalker {
  /** Never used, only kept, as PathIndex says. */
  static override readonly kept: AskedPattern = new AskedPattern(new PathTrie(0), 0);
  /** By node: the fewest codes that follow once the node has been read. */
  private readonly rest = new Map<number, number>();

  /** The trie must hold nothing but this pattern from this root on. */
  constructor(trie: PathTrie, root: number) {
    super(trie, root);
    const { data } = trie;
    const nodes = [root];
    for (let node = root; node !== 0; node = get(data, node + WILD) || -get(data, node + CHILDREN)) nodes.push(node);
    let fewest = 0;
    for (const node of nodes.reverse()) {
      this.rest.set(node, fewest);
      const end = get(data, node + END);
      fewest += end >= 0 ? end - get(data, node + LABEL) : end === WHOLE || end === LOOSE ? 1 : 0;
    }
  }

  /** The fewest codes that complete a path from one of these positions on; 0 from none, as after a last `*`. */
  remaining(positions: PositionList, from: number, to: number): number {
    let fewest = from === to ? 0 : Number.POSITIVE_INFINITY;
    for (let at = from; at < to; at++) {
      const position = positions.at(at);
      fewest = Math.min(fewest, this.unread(position) + (this.rest.get(nodeOf(position)) ?? 0));
    }
    return fewest;
  }
}
