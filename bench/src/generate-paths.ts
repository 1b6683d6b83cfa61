// Query paths for a policy: every second one is made from a rule, so that it matches; the others are near misses,
// a rule's path with one segment changed, kept only if a plain lookup finds no rule that matches.
// The lookup here is not a contestant: it only keeps the promise "half of the paths match".

import type { Rule } from "./policy.ts";
import { type Random, seededRandom } from "./random.ts";
import { ENVIRONMENTS, FOLDERS, secretName, type Vocabulary, vocabularyFor } from "./vocabulary.ts";

/** So many paths, half of them matched by some rule, in random order. */
export function generatePaths(rules: readonly Rule[], count: number, seed: number): string[] {
  const random = seededRandom(seed);
  const words = vocabularyFor(rules.length);
  const matched = segmentLookup(rules);
  const paths: string[] = [];
  for (let at = 0; at < count; at++) {
    let path = matchingPath(random, words, random.pick(rules));
    if (at % 2 === 1) {
      do path = nearMiss(random, matchingPath(random, words, random.pick(rules)));
      while (matched(path));
    }
    paths.push(path);
  }
  return shuffled(random, paths);
}

/** Some path that the rule matches. */
function matchingPath(random: Random, words: Vocabulary, rule: Rule): string {
  const segments = rule.path
    .split("/")
    .map((segment, at) => (segment === "+" ? likelyName(random, words, at) : segment));
  const filled = segments.join("/");
  if (!filled.endsWith("*")) return filled;
  const below = random.chance(0.5) ? `${random.pick(FOLDERS)}/${secretName(random)}` : secretName(random);
  return filled.slice(0, -1) + below;
}

/** A name that often stands in this place of a path, so that other rules name it in full, or one that no rule names. */
function likelyName(random: Random, words: Vocabulary, at: number): string {
  const usual = [ENVIRONMENTS, words.teams, words.applications][at - 1] ?? FOLDERS;
  return random.chance(0.7) ? random.pick(usual) : `${random.pick(words.applications)}-${random.below(1000)}`;
}

/** The path with one segment that ends otherwise, so that it leaves its rule after a common beginning. */
function nearMiss(random: Random, path: string): string {
  const segments = path.split("/");
  const at = 1 + random.below(segments.length - 1);
  segments[at] = `${segments[at] ?? ""}${random.pick(["-old", "2", "x", "-eu", "s"])}${random.below(100)}`;
  return segments.join("/");
}

interface Segments {
  readonly next: Map<string, Segments>;
  readonly prefixes: string[];
  ends: boolean;
}

/** A lookup by whole segments, which tells whether any rule matches a path. */
function segmentLookup(rules: readonly Rule[]): (path: string) => boolean {
  const root = emptySegments();
  for (const rule of rules) {
    const segments = rule.path.split("/").slice(1);
    const last = segments.at(-1) ?? "";
    const stem = last.endsWith("*") ? segments.slice(0, -1) : segments;
    const end = stem.reduce((node, segment) => nextSegments(node, segment), root);
    if (last.endsWith("*")) end.prefixes.push(last.slice(0, -1));
    else end.ends = true;
  }
  return (path) => someRuleMatches(root, path.split("/"), 1);
}

function someRuleMatches(node: Segments, segments: readonly string[], at: number): boolean {
  const segment = segments[at];
  if (segment === undefined) return node.ends;
  if (node.prefixes.some((prefix) => segment.startsWith(prefix))) return true;
  const [literal, plus] = [node.next.get(segment), node.next.get("+")];
  if (literal && someRuleMatches(literal, segments, at + 1)) return true;
  return plus !== undefined && segment !== "" && someRuleMatches(plus, segments, at + 1);
}

function nextSegments(node: Segments, segment: string): Segments {
  const next = node.next.get(segment) ?? emptySegments();
  node.next.set(segment, next);
  return next;
}

function emptySegments(): Segments {
  return { next: new Map(), prefixes: [], ends: false };
}

function shuffled(random: Random, paths: readonly string[]): string[] {
  const order = [...paths];
  for (let at = order.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    const [left = "", right = ""] = [order[at], order[other]];
    order[at] = right;
    order[other] = left;
  }
  return order;
}
