// Where access can have been gained at all: the patterns of what came or went, and which capabilities each can have
// given. Who looks for gains looks there and nowhere else, so that the work grows with the edit and not with the policy.
import type { CapabilitySet } from "../policy/capability-set.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { lengthWithNames } from "../policy/tokenize-pattern.ts";
import { readPattern } from "./compare-patterns.ts";
import { type ChangedPattern, findChangedPatterns } from "./find-changed-patterns.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import { DENIED } from "./indexed-rule.ts";
import { OverlapIndex } from "./overlap-index.ts";
import { buildPathIndex, indexPatterns, type PathIndex } from "./path-index.ts";
import type { Sought } from "./sought-rules.ts";
import { EVERYTHING, type TypeAccess } from "./type-access.ts";

interface Given {
  readonly tokens: PathTokens;
  /** What allows with this pattern give that none with it gave before; anything where a deny with it went. */
  readonly mayGive: CapabilitySet;
}

export interface GivingPattern extends Given {
  /**
   * Where all of each side is one scope: `allow-came` where no deny went that shares a path with it, so that a path on
   * which something is gained would show it if fewer rules matched it, and `allow-came-deny-went` where one did;
   * `deny-went` where all of it was denied before.
   */
  readonly kind: "allow-came" | "allow-came-deny-went" | "deny-went" | "any";
  /** Only paths of this pattern, too, are looked at; the kind is then `any`. */
  readonly within?: PathTokens;
}

/** Where the second may have gained access, and where it may have lost any. */
export interface PatternsOfChange {
  readonly gives: readonly GivingPattern[];
  readonly takes: readonly GivingPattern[];
}

/** Each pattern once in each list; narrow ones first, so that wide ones need not repeat them. */
export function patternsOfChange(before: TypeAccess, after: TypeAccess, steps: StepsLeft): PatternsOfChange {
  if (before.isAdmin || after.isAdmin)
    return { gives: before.isAdmin ? [] : [ALL_PATHS], takes: after.isAdmin ? [] : [ALL_PATHS] };
  const changed = changesByScope(before, after);
  const oneScope = before.indexes.length <= 1 && after.indexes.length <= 1;
  return {
    gives: givingPatterns(changed, oneScope, steps),
    takes: givingPatterns(
      changed.map((pattern) => ({ ...pattern, before: pattern.after, after: pattern.before })),
      oneScope,
      steps,
    ),
  };
}

const ANYTHING: CapabilitySet = -1;

/** Everything may have been gained anywhere, as by who becomes admin. */
const ALL_PATHS: GivingPattern = { tokens: EVERYTHING, mayGive: ANYTHING, kind: "any" };

/**
 * A gain rests on an allow that came, or on one that stood under a deny that went; within the pattern of that deny it
 * is found even where the allow's own pattern may not give it.
 */
function givingPatterns(changed: readonly ChangedPattern[], oneScope: boolean, steps: StepsLeft): GivingPattern[] {
  const byKey = new Map<string, Given>();
  for (const { tokens, before, after } of changed) {
    const mayGive = givenBy(before, after);
    if (mayGive === 0) continue;
    const key = JSON.stringify(tokens);
    byKey.set(key, { tokens, mayGive: (byKey.get(key)?.mayGive ?? 0) | mayGive });
  }
  const patterns = [...byKey.values()].sort(narrowFirst);
  const gone = patterns.filter(({ mayGive }) => mayGive === ANYTHING);
  const isDenied = touching(gone, patterns.length, steps);
  const kindOf = ({ tokens, mayGive }: Given): GivingPattern["kind"] => {
    if (!oneScope) return "any";
    if (mayGive === ANYTHING) return "deny-went";
    return isDenied(tokens) ? "allow-came-deny-went" : "allow-came";
  };
  return patterns.map((pattern) => ({ ...pattern, kind: kindOf(pattern) }));
}

/** Whether some pattern shares a path with one of others, to be asked of so many patterns. */
function touching(others: readonly Given[], count: number, steps: StepsLeft): (tokens: PathTokens) => boolean {
  if (others.length === 0) return () => false;
  if (count <= FEW) {
    const paths = indexPatterns(others.map(({ tokens }) => tokens));
    return (tokens) => paths.overlapping(tokens, steps, ONE).length > 0;
  }
  const index = new OverlapIndex(others.map(({ tokens }) => readPattern(tokens)));
  return (tokens) => index.sharing(readPattern(tokens), steps).length > 0;
}

/** For so many patterns a trie is walked along each; only beyond does it pay to index all by their segments. */
const FEW = 100;

/** No further than to the first. */
const ONE: Sought = { bits: 1, most: 0 };

/** What the rules with a pattern may have given, from their bits before and after. */
function givenBy(before: number, after: number): CapabilitySet {
  if (after >= DENIED) return 0;
  return before >= DENIED ? ANYTHING : after & ~before;
}

/**
 * Each scope beside the same role's on the other side, or the one in its place. Whichever it is compared with, no gain
 * is lost: what a scope grants now and that one did not is where these two differ.
 */
function changesByScope(before: TypeAccess, after: TypeAccess): ChangedPattern[] {
  const pairs: ScopePair[] = after.indexes.map((index, at) => [before.indexes[beside(after, at, before)], index]);
  for (const [at, index] of before.indexes.entries()) {
    if (!pairs.some(([earlier]) => earlier === index)) pairs.push([index, after.indexes[beside(before, at, after)]]);
  }
  return pairs.flatMap(([earlier = NOTHING, later = NOTHING]) => findChangedPatterns(earlier.trie, later.trie));
}

type ScopePair = readonly [before: PathIndex | undefined, after: PathIndex | undefined];

const NOTHING: PathIndex = buildPathIndex([]);

/** Where the other side has the scope of the same role, or else one in the same place. */
function beside({ roles }: TypeAccess, at: number, other: TypeAccess): number {
  const same = other.roles.indexOf(roles[at]);
  return same < 0 ? at : same;
}

/**
 * A pattern that lies within another has at least as much text and, with as much, fewer wildcards. What is as narrow
 * comes in the order of its text, so that the order of the rules plays no part.
 */
function narrowFirst({ tokens: a }: Given, { tokens: b }: Given): number {
  return textLength(b) - textLength(a) || a.length - b.length || (String(a) < String(b) ? -1 : 1);
}

function textLength(tokens: PathTokens): number {
  return tokens.reduce((sum: number, token) => sum + (typeof token === "string" ? lengthWithNames(token) : 0), 0);
}
