// Which rules match a path, and what they grant together. One index holds the rules of one rule type,
// of one role or of a whole client. It knows nothing of roles, templates or time.
import type { PathTokens } from "../policy/path-tokens.ts";
import { matchesUnits, shareString, toUnits, type Units } from "./path-units.ts";

export interface IndexedRule {
  readonly tokens: PathTokens;
  /** Capability bits 0 to 29. */
  readonly grants: number;
  readonly denies: boolean;
}

/** The outcome of a path that a rule denies; it never stands beside granted bits (F3.2, F4.2). */
export const DENIED: number = 1 << 30;

export interface PathIndex {
  /** The bits that all matching rules grant together; DENIED alone if one of them denies; 0 if none matches. */
  decide(path: string): number;
  /** The ids of all rules that match, ascending. */
  matching(path: string): number[];
  /** The ids of all rules whose pattern shares at least one path with this one, ascending. */
  overlapping(tokens: PathTokens): number[];
  /** Adds a rule at the cost of that rule alone and returns its id. */
  add(rule: IndexedRule): number;
  /** Removes a rule at the cost of that rule alone; an id that is not in the index is ignored. */
  remove(id: number): void;
  /** For findPath only: the rules by id. */
  readonly held: ReadonlyMap<number, { readonly rule: IndexedRule; readonly units: Units }>;
}

/** Ids are positions in the list; rules added later go on from there. */
export function buildPathIndex(rules: readonly IndexedRule[]): PathIndex {
  const held = new Map<number, { rule: IndexedRule; units: Units }>();
  let nextId = 0;
  const matching = (path: string) => [...held].filter(([, it]) => matchesUnits(it.units, path)).map(([id]) => id);
  const add = (rule: IndexedRule): number => {
    held.set(nextId, { rule, units: toUnits(rule.tokens) });
    return nextId++;
  };
  for (const rule of rules) add(rule);
  return {
    held,
    add,
    matching,
    remove: (id) => void held.delete(id),
    decide(path) {
      let outcome = 0;
      for (const { rule, units } of held.values())
        if (matchesUnits(units, path)) outcome |= rule.denies ? DENIED : rule.grants;
      return (outcome & DENIED) === 0 ? outcome : DENIED;
    },
    overlapping(tokens) {
      const asked = toUnits(tokens);
      const found = [...held].filter(([, { units }]) => shareString(asked, units));
      return found.map(([id]) => id);
    },
  };
}
