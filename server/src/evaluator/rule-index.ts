// An index of paths, and the rules that its entries come from. Made from an earlier one it takes over what is the same,
// so that an edit costs its own rules and a copy of the index; the earlier one stays as it was.

import type { PathTokens } from "../policy/path-tokens.ts";
import { alignLists } from "./align-lists.ts";
import type { ClientRule } from "./client-rule.ts";
import type { IndexedRule } from "./indexed-rule.ts";
import { buildPathIndex, type IndexUse, type PathIndex } from "./path-index.ts";

/** An index of paths and, by id, the rule that each of its entries comes from. */
export interface RuleIndex {
  readonly paths: PathIndex;
  readonly entries: readonly RuleEntry[];
  /** How many rules were put in the place of others since the index was built. */
  readonly edits: number;
}

/** A rule with one of its expansions. */
export interface RuleEntry {
  readonly rule: ClientRule;
  readonly tokens: PathTokens;
}

/** The rules of an index that match a path, each once. */
export function rulesMatching({ paths, entries }: RuleIndex, path: string): ClientRule[] {
  if (entries.length === 0) return [];
  return [...new Set(paths.matching(path).flatMap((id) => entries[id]?.rule ?? []))];
}

/** Indexes every expansion of every rule; ids are in the order of the rules. */
export function buildRuleIndex(rules: readonly ClientRule[], before?: RuleIndex, use?: IndexUse): RuleIndex {
  const entries = rules.flatMap((rule) => rule.reaches.map((tokens) => ({ rule, tokens })));
  return (
    (before && takeOver(before, entries)) ?? { paths: buildPathIndex(entries.map(indexed), use), entries, edits: 0 }
  );
}

/** Whether two entries mean the same. Rules that were taken over have the very same tokens. */
export function isSameEntry(a: RuleEntry, b: RuleEntry): boolean {
  return a.tokens === b.tokens && a.rule.grants === b.rule.grants && a.rule.denies === b.rule.denies;
}

/** Nothing where too much is another: ids must stay in the order of the rules, and what rules leave behind adds up. */
function takeOver({ paths, entries: earlier, edits }: RuleIndex, entries: readonly RuleEntry[]): RuleIndex | undefined {
  if (entries.length !== earlier.length) return undefined;
  const changed = alignLists(earlier, entries, isSameEntry).flatMap((same, id) => (same === undefined ? id : []));
  if (changed.length === 0) return { paths, entries, edits };
  if (edits + changed.length > MOST_EDITS) return undefined;
  const copy = paths.copy();
  for (const id of changed) {
    const entry = entries[id];
    if (entry) copy.replace(id, indexed(entry));
  }
  return { paths: copy, entries, edits: edits + changed.length };
}

const MOST_EDITS = 500;

function indexed({ rule: { grants, denies }, tokens }: RuleEntry): IndexedRule {
  return { tokens, grants, denies };
}
