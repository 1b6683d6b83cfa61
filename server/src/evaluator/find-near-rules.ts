// The rules that come nearest a path, out of many. It gives exactly those that trying all of them would give: every rule
// whose miss an assumption decides (case, what lies below, the folder itself), and the nearest of the others.

import type { ClientRule } from "./client-rule.ts";
import { type AskedPath, agreementOf, DIFFERS, describeMismatch } from "./describe-mismatch.ts";
import type { NearNode, NearRule, NearTrie } from "./near-trie.ts";

/**
 * @param most how many of the nearest are needed.
 * @param ignored rules that do not count, because they reach the path.
 * @returns in the order of the trie's list; of a rule with several expansions all of them.
 */
export function findNearRules(
  trie: NearTrie,
  asked: AskedPath,
  most: number,
  ignored: ReadonlySet<ClientRule>,
): NearRule[] {
  const folded = asked.segments.map((segment) => segment.toLowerCase());
  const walk: Walk = { trie, asked, folded, certain: [], groups: most > 0 ? [] : undefined };
  visit(walk, trie.root, 0, undefined);
  const { positions, folders } = trie.whole;
  if (positions.length > 0) {
    const ids = [...trie.whole.folded.matching(asked.path.toLowerCase()), ...folders.matching(asked.path)];
    walk.certain.push(...ids.flatMap((id) => positions[id] ?? []));
  }
  const near = new Near(walk, ignored);
  for (const position of walk.certain) near.take(position);
  for (const group of (walk.groups ?? []).sort((a, b) => b.nearness - a.nearness)) {
    if (near.countNearerThan(group.nearness) >= most) break;
    near.takeGroup(group, most);
  }
  return near.chosen();
}

interface Walk {
  readonly trie: NearTrie;
  readonly asked: AskedPath;
  /** Its segments in lower case. */
  readonly folded: readonly string[];
  /** Positions of which all must be looked at. */
  readonly certain: number[];
  /** Where nothing but these is needed, there are none. */
  readonly groups: Group[] | undefined;
}

/** Rules that part ways with the path at one place. */
interface Group {
  readonly positions: readonly number[];
  /**
   * - `alike`: those that part there are all as near as `nearness`
   * - `by-length`: the fewer segments, the nearer; none is nearer than `nearness`
   * - `each`: they must be looked at one by one; none is nearer than `nearness`
   */
  readonly kind: "alike" | "by-length" | "each";
  readonly nearness: number;
}

/** @param caseAt the first segment that agrees only but for case. */
function visit(walk: Walk, here: NearNode, at: number, caseAt: number | undefined): void {
  const { asked, certain } = walk;
  const found = asked.segments[at];
  if (found === undefined || caseAt !== undefined) certain.push(...here.ends);
  if (found === undefined) {
    certain.push(...here.opens);
    if (caseAt === undefined && here.texts > 0) {
      walk.groups?.push({ positions: here.below, kind: "by-length", nearness: agreementOf(here) - 1 });
    }
    return;
  }
  if (caseAt === undefined) {
    certain.push(...here.ends);
    // A path that ends in a slash means the folder in which the asked one lies.
    for (const folder of here.children.get("") ?? []) certain.push(...folder.ends);
    if (here.pluses > 0) walk.groups?.push({ positions: here.below, kind: "each", nearness: agreementOf(here) - 1 });
    else if (here.texts > 0) pushAlike(walk, here, here);
  }
  if (here.opens.length > 0) {
    const rest = asked.segments.slice(at).join("/");
    for (const position of here.opens) {
      const open = walk.trie.rules[position]?.shape.segments?.at(-1);
      if (open?.kind === "open" && startsAlike(rest, open.text)) certain.push(position);
    }
  }
  for (const child of here.children.get(walk.folded[at] ?? "") ?? []) {
    const otherCase = caseAt === undefined && child.text !== found;
    if (otherCase && here.texts > 0) pushAlike(walk, here, child);
    visit(walk, child, at + 1, otherCase ? at : caseAt);
  }
  if (here.plus && found !== "") visit(walk, here.plus, at + 1, caseAt);
}

/** Those below a node that differ from the path in the segment behind another one. */
function pushAlike(walk: Walk, before: NearNode, { below }: NearNode): void {
  walk.groups?.push({ positions: below, kind: "alike", nearness: agreementOf(before) - DIFFERS });
}

/** Whether a text begins with another but for case. */
function startsAlike(rest: string, text: string): boolean {
  return rest.slice(0, text.length).toLowerCase() === text.toLowerCase();
}

/** The rules that are chosen, and how near each of them is at least. */
class Near {
  private readonly walk: Walk;
  private readonly ignored: ReadonlySet<ClientRule>;
  private readonly positions = new Set<number>();
  private readonly nearness = new Map<ClientRule, number>();

  constructor(walk: Walk, ignored: ReadonlySet<ClientRule>) {
    this.walk = walk;
    this.ignored = ignored;
  }

  countNearerThan(nearness: number): number {
    let count = 0;
    for (const each of this.nearness.values()) if (each > nearness) count++;
    return count;
  }

  /** Chooses a rule if it misses the path at all. @returns how near it comes by this expansion. */
  take(position: number): number | undefined {
    const entry = this.walk.trie.rules[position];
    if (entry === undefined || this.ignored.has(entry.rule)) return undefined;
    const nearest = nearnessOf(entry, this.walk.asked);
    if (nearest === undefined) return undefined;
    this.positions.add(position);
    this.nearness.set(entry.rule, Math.max(nearest, this.nearness.get(entry.rule) ?? Number.NEGATIVE_INFINITY));
    return nearest;
  }

  takeGroup(group: Group, most: number): void {
    if (group.kind === "by-length") for (const position of this.shortest(group, most)) this.take(position);
    else if (group.kind === "each") for (const position of group.positions) this.take(position);
    else this.takeFirst(group, most);
  }

  chosen(): NearRule[] {
    const { rules, together } = this.walk.trie;
    const all = new Set(this.positions);
    for (const position of this.positions) {
      const rule = rules[position]?.rule;
      for (const other of (rule && together.get(rule)) ?? []) all.add(other);
    }
    return [...all].sort((a, b) => a - b).flatMap((position) => rules[position] ?? []);
  }

  /** The first rules of the group that part where it says; the others have groups of their own. */
  private takeFirst({ positions, nearness }: Group, most: number): void {
    const taken = new Set<ClientRule>();
    for (const position of positions) {
      const entry = this.walk.trie.rules[position];
      if (entry && this.take(position) === nearness) taken.add(entry.rule);
      if (taken.size >= most) return;
    }
  }

  /** Of each length the first, from the shortest on, until there are enough. */
  private shortest({ positions }: Group, most: number): number[] {
    const byLength = new Map<number, Map<ClientRule, number>>();
    const { rules } = this.walk.trie;
    for (const position of positions) {
      const entry = rules[position];
      const length = entry?.shape.segments?.length;
      // What is no longer than the path reaches it, and would take the place of one that misses it.
      if (length === undefined || length <= this.walk.asked.segments.length) continue;
      if (entry === undefined || this.ignored.has(entry.rule)) continue;
      const same = byLength.get(length) ?? new Map<ClientRule, number>();
      byLength.set(length, same);
      if (same.size < most && !same.has(entry.rule)) same.set(entry.rule, position);
    }
    const lengths = [...byLength].sort(([a], [b]) => a - b).slice(0, most);
    return lengths.flatMap(([, same]) => [...same.values()]);
  }
}

function nearnessOf({ shape }: NearRule, asked: AskedPath): number | undefined {
  let nearest: number | undefined;
  for (const { nearness } of describeMismatch(shape, asked)) {
    if (nearest === undefined || nearness > nearest) nearest = nearness;
  }
  return nearest;
}
