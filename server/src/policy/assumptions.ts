// The questions on which the documentation is silent, and what is taken for true until it speaks: the assumptions of
// docs/semantics.md.
// Every answer that rests on one of them names it.

export type AssumptionId = "A1" | "A2" | "A3" | "A4" | "A5" | "A6" | "A7" | "A8" | "A9" | "A10" | "A11" | "A12";

export interface AssumptionWord {
  readonly id: AssumptionId;
  readonly name: string;
  /** What is taken for true, as one sentence. */
  readonly statement: string;
  /** The values of its setting, the default first; absent where it cannot be set. */
  readonly values?: readonly string[];
  /** What is taken for true where the setting has another value. */
  readonly otherwise?: Readonly<Record<string, string>>;
}

/** How the settable assumptions are taken. The keys are the names in manifest and settings. */
export interface Assumptions {
  readonly "cross-role-deny": "global" | "per-role";
  readonly "inner-star": UnclearWildcard;
  readonly "partial-plus": UnclearWildcard;
}

/**
 * - `unclear`: an allow reaches as far as it could, a deny does not count as protection
 * - `wildcard`: it matches, in allows and denies alike
 * - `literal`: it is a character like any other
 */
export type UnclearWildcard = "unclear" | "wildcard" | "literal";

export const DEFAULT_ASSUMPTIONS: Assumptions = {
  "cross-role-deny": "global",
  "inner-star": "unclear",
  "partial-plus": "unclear",
};

/** The names of the assumptions that can be set, as manifest and settings write them. */
export const SETTABLE_ASSUMPTIONS: readonly (keyof Assumptions)[] = ["cross-role-deny", "inner-star", "partial-plus"];

const UNCLEAR_VALUES: readonly UnclearWildcard[] = ["unclear", "wildcard", "literal"];

export const ASSUMPTIONS: readonly AssumptionWord[] = [
  {
    id: "A1",
    name: "cross-role-deny",
    statement: "A deny in one role also cuts what another role of the same client allows.",
    values: ["global", "per-role"],
    otherwise: { "per-role": "A deny in one role does not cut what another role of the same client allows." },
  },
  {
    id: "A2",
    name: "admin-beats-deny",
    statement: "The admin role keeps its full access even where another role denies.",
  },
  {
    id: "A3",
    name: "folder-path",
    statement: "A path without wildcard means one object and does not cover what lies below it.",
  },
  { id: "A4", name: "star-self", statement: "A path that ends in /* does not cover the folder's own name." },
  {
    id: "A5",
    name: "inner-star",
    statement:
      "A * that is not last is unclear: an allow is taken to match any characters there, a deny is not counted as protection.",
    values: UNCLEAR_VALUES,
    otherwise: {
      wildcard: "A * that is not last matches any characters there, in allows and denies alike.",
      literal: "A * that is not last is a character like any other.",
    },
  },
  {
    id: "A6",
    name: "partial-plus",
    statement:
      "A + inside a segment is unclear: an allow is taken to match any characters but / there, a deny is not counted as protection. A + that is a whole segment is one or more characters.",
    values: UNCLEAR_VALUES,
    otherwise: {
      wildcard:
        "A + inside a segment matches any characters but / there, in allows and denies alike. A + that is a whole segment is one or more characters.",
      literal:
        "A + inside a segment is a character like any other. A + that is a whole segment is one or more characters.",
    },
  },
  {
    id: "A7",
    name: "template-values",
    statement:
      "A {{claim}} becomes each of the client's values in turn. Without the claim an allow does not match and a deny does not protect; a value that is empty or has / * or + in it leaves the answer uncertain, and so do more than 10,000 combinations.",
  },
  { id: "A8", name: "item-deny-and-sra", statement: "A deny on items does not stop Secure Remote Access or ARA." },
  { id: "A9", name: "sra-path", statement: "The path of an sra-rule may be an item's or a target's." },
  {
    id: "A10",
    name: "expiry",
    statement: "The ttl of a rule that is not applied yet runs from the moment it is applied.",
  },
  {
    id: "A11",
    name: "case",
    statement: "Paths are case-sensitive. Sub-claims are too, unless the association says otherwise.",
  },
  {
    id: "A12",
    name: "reapply",
    statement: "Whether setting a rule again replaces or merges its capabilities is unknown.",
  },
];

/**
 * What holds where one place says something of the settable assumptions and another what stands otherwise.
 * @returns the same object as `otherwise` where nothing in it changes, so that answers for it can be kept.
 */
export function assume(said: Partial<Assumptions>, otherwise: Assumptions): Assumptions {
  const joined = { ...otherwise, ...said };
  return assumeSame(joined, otherwise) ? otherwise : joined;
}

/**
 * What holds for a policy: what its manifest says stands before what the settings say.
 * @param settings what holds where the manifest says nothing; otherwise the defaults.
 * @returns the same object as `settings` where the manifest changes nothing.
 */
export function assumptionsOf(
  manifest: { readonly assumptions: Partial<Assumptions> } | undefined,
  settings: Assumptions = DEFAULT_ASSUMPTIONS,
): Assumptions {
  return assume(manifest?.assumptions ?? {}, settings);
}

/** Whether the same holds by both. */
export function assumeSame(a: Assumptions, b: Assumptions): boolean {
  return a === b || SETTABLE_ASSUMPTIONS.every((name) => a[name] === b[name]);
}

/** The assumptions of a set as the table orders them. */
export function inOrder(behind: ReadonlySet<AssumptionId>): AssumptionId[] {
  return ASSUMPTIONS.map(({ id }) => id).filter((id) => behind.has(id));
}

/** The entry of an assumption. */
export function findAssumption(id: AssumptionId): AssumptionWord | undefined {
  return ASSUMPTIONS.find((assumption) => assumption.id === id);
}
