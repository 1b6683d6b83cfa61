// Which places of a trie share a path with a pattern. It walks pairs of positions, one in the pattern and one in the
// trie, that some text reaches together; below a last `*` of the pattern everything shares a path.
// Patterns that hold half a surrogate pair may be named although the shared text is not well-formed.
import type { PathTokens } from "../policy/path-tokens.ts";
import { SLASH } from "./collect-matches.ts";
import { BELOW, CHILDREN, EXACT, forEachChild, get, NEXT, PathTrie, ROOT, WILD } from "./path-trie.ts";
import { nodeOf, PositionList, PositionWalker } from "./walk-positions.ts";

/** The places, in no order; those where no rule ends are among them. */
export function findOverlapping(trie: PathTrie, tokens: PathTokens): Iterable<number> {
  return new PairWalk(trie, tokens).places;
}

class PairWalk {
  readonly places: Set<number> = new Set();
  private readonly held: PositionWalker;
  private readonly asked: PositionWalker;
  /** Pairs still to be walked, pattern before trie. */
  private readonly pending: number[] = [];
  private readonly seen = new Map<number, Set<number>>();
  /** Nodes whose whole subtree has been taken. */
  private readonly taken = new Set<number>();
  private readonly left = new PositionList();
  private readonly right = new PositionList();

  constructor(trie: PathTrie, tokens: PathTokens) {
    const pattern = new PathTrie(64);
    pattern.insert(pattern.addRoot(), tokens, 1);
    this.asked = new PositionWalker(pattern, ROOT);
    this.held = new PositionWalker(trie, ROOT);
    this.asked.start(this.left);
    this.held.start(this.right);
    this.addPairs();
    while (this.pending.length > 0) {
      const held = this.pending.pop() as number;
      this.visit(this.pending.pop() as number, held);
    }
  }

  private visit(asked: number, held: number): void {
    const node = nodeOf(held);
    const isOpen = this.held.isOpen(held);
    const askedNode = this.asked.isOpen(asked) ? nodeOf(asked) : 0;
    if (isOpen) this.places.add(node * 2 + 1);
    if (isOpen && askedNode !== 0 && get(this.asked.data, askedNode + EXACT) !== 0) this.places.add(node * 2);
    if (askedNode !== 0 && get(this.asked.data, askedNode + BELOW) !== 0) this.takeAll(node);
    else this.readOn(asked, held);
  }

  private readOn(asked: number, held: number): void {
    const codes = new Set<number>();
    this.asked.addNamed(asked, codes);
    if (this.asked.isWildcard(asked)) {
      this.held.addNamed(held, codes);
      if (this.held.isWildcard(held)) codes.add(SLASH).add(unnamed(codes));
    }
    for (const code of codes) {
      this.left.length = 0;
      this.right.length = 0;
      this.asked.step(asked, code, this.left);
      this.held.step(held, code, this.right);
      this.addPairs();
    }
  }

  private addPairs(): void {
    for (let i = 0; i < this.left.length; i++) {
      const asked = this.left.at(i);
      const seen = this.seen.get(asked) ?? new Set();
      this.seen.set(asked, seen);
      for (let j = 0; j < this.right.length; j++) {
        const held = this.right.at(j);
        if (!seen.has(held)) this.pending.push(asked, held);
        seen.add(held);
      }
    }
  }

  private takeAll(top: number): void {
    const { data, codes } = this.held;
    const nodes = [top];
    for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
      if (this.taken.has(node)) continue;
      this.taken.add(node);
      this.places.add(node * 2).add(node * 2 + 1);
      for (let child = get(data, node + WILD); child !== 0; child = get(data, child + NEXT)) nodes.push(child);
      forEachChild(data, codes, get(data, node + CHILDREN), (_, child) => nodes.push(child));
    }
  }
}

function unnamed(codes: ReadonlySet<number>): number {
  let code = SLASH + 1;
  while (codes.has(code)) code++;
  return code;
}
