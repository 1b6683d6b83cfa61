// Whether a client's claims satisfy the sub-claims of an association (F6.1 to F6.7), and which key fails.

import type { Association, Claims, SubClaim } from "../policy/role.ts";

export type SubClaimMatch =
  | { readonly matches: true }
  /** The client has no claim of this key. */
  | { readonly matches: false; readonly key: string; readonly lacks: "claim" }
  /** None of the client's values is among the demanded ones. */
  | { readonly matches: false; readonly key: string; readonly lacks: "value"; readonly demanded: readonly string[] };

/**
 * All keys must match (F6.1); no sub-claims match every client (F6.6). The first key that fails is told.
 * @param caseOfKeys whether the case of keys counts: where that of values does not, it is assumed not to either (A11).
 */
export function matchSubClaims(
  association: Association,
  claims: Claims,
  caseOfKeys: boolean = association.caseSensitive,
): SubClaimMatch {
  for (const subClaim of association.subClaims) {
    const values = claimValues(claims, subClaim.key, caseOfKeys);
    if (values.length === 0) return { matches: false, key: subClaim.key, lacks: "claim" };
    if (!satisfies(subClaim, values, association)) {
      return { matches: false, key: subClaim.key, lacks: "value", demanded: subClaim.values };
    }
  }
  return { matches: true };
}

/** Whether a sub-claim has no value among which a client's could be, so that no claims satisfy the association (F6.1). */
export function admitsNobody({ subClaims }: Association): boolean {
  return subClaims.some(({ values }) => values.length === 0);
}

/** The values of a claim, or of all claims whose keys differ only by case. */
function claimValues(claims: Claims, key: string, caseOfKeys: boolean): readonly string[] {
  if (caseOfKeys) return claims.get(key) ?? [];
  return [...claims].filter(([name]) => fold(name) === fold(key)).flatMap(([, values]) => values);
}

/** Any of the client's values may match any alternative (F6.1, F6.4); operators join from left to right (F6.5). */
function satisfies(subClaim: SubClaim, values: readonly string[], { caseSensitive, operators }: Association): boolean {
  const holds = (demanded: string): boolean => values.some((value) => matchesValue(demanded, value, caseSensitive));
  const [first, ...rest] = joinedDemands(subClaim, operators);
  let result = first !== undefined && holds(first.demanded);
  for (const { joinedBy, demanded } of rest) {
    result = joinedBy === "AND" ? result && holds(demanded) : result || holds(demanded);
  }
  return result;
}

/** A demanded value, and what joins it to those before it. */
export interface JoinedDemand {
  readonly joinedBy: "AND" | "OR";
  readonly demanded: string;
}

/** The demanded values of a sub-claim, from left to right; the first joins nothing. */
export function joinedDemands({ values }: SubClaim, operators: boolean): JoinedDemand[] {
  if (!operators || values.length === 0) return values.map((demanded) => ({ joinedBy: "OR", demanded }));
  const words = values
    .join(" OR ")
    .replace(/ OR (AND|OR) OR /g, " $1 ")
    .split(/\s+(AND|OR)\s+/);
  return words.flatMap((demanded, at) =>
    at % 2 === 1 ? [] : [{ joinedBy: words[at - 1] === "AND" ? "AND" : "OR", demanded }],
  );
}

/** A demanded value with `?` for one character and `*` for any number (F6.2). Walks back only to the last `*`. */
export function matchesValue(demanded: string, value: string, caseSensitive: boolean): boolean {
  const pattern = Array.from(caseSensitive ? demanded : fold(demanded));
  const text = Array.from(caseSensitive ? value : fold(value));
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let read = 0; read < text.length; ) {
    if (pattern[at] === "*") {
      star = at++;
      resume = read;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === text[read])) {
      at++;
      read++;
    } else if (star >= 0) {
      at = star + 1;
      read = ++resume;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

function fold(text: string): string {
  return text.toLowerCase();
}
