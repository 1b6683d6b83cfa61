// Who holds a role by an association, asked as plainly as possible, and random associations of which many let the same
// clients in. It shares nothing with the product but the shape that it hands over.

import fc from "fast-check";
import type { AuthMethod } from "../../server/src/policy/auth-method.ts";
import type { Association } from "../../server/src/policy/role.ts";
import { ASKED_AT } from "./arbitrary-policies.ts";
import { allStrings } from "./pattern-meaning.ts";

export interface PlainMethod {
  readonly name: string;
  readonly isApiKey: boolean;
  readonly expires: number | undefined;
}

/** Demanded values from left to right; the first joins nothing. */
type Terms = readonly { readonly join: "AND" | "OR"; readonly value: string }[];

export interface PlainAssociation {
  readonly method: string;
  readonly demands: Readonly<Record<string, Terms>>;
  readonly caseCounts: boolean;
  readonly operators: boolean;
}

export interface PlainComer {
  readonly method: string;
  readonly claims: Readonly<Record<string, readonly string[]>>;
}

const term = fc.record({
  join: fc.constantFrom("OR" as const, "OR" as const, "AND" as const),
  value: fc.constantFrom("a", "a", "b", "a*", "a**", "*", "?", "a?", "*b", "*?"),
});

export const plainAssociation: fc.Arbitrary<PlainAssociation> = fc
  .record({
    method: fc.constantFrom("m", "m", "m", "n"),
    g: fc.oneof(
      { weight: 1, arbitrary: fc.constant(undefined) },
      { weight: 4, arbitrary: fc.array(term, { maxLength: 3 }) },
    ),
    h: fc.constantFrom(undefined, undefined, undefined, "a", "*"),
    caseCounts: fc.constantFrom(true, true, false),
    operators: fc.boolean(),
  })
  .map(({ g, h, ...rest }) => ({
    ...rest,
    demands: {
      ...(g === undefined ? {} : { g: g.map((each) => (rest.operators ? each : { ...each, join: "OR" as const })) }),
      ...(h === undefined ? {} : { h: [{ join: "OR" as const, value: h }] }),
    },
  }));

export const plainMethods: fc.Arbitrary<PlainMethod[]> = fc
  .array(
    fc.record({
      isApiKey: fc.constantFrom(false, false, false, true),
      expires: fc.constantFrom(undefined, undefined, undefined, ASKED_AT - 1, ASKED_AT + 1, ASKED_AT + 2),
    }),
    { minLength: 2, maxLength: 2 },
  )
  .map((methods) => methods.map((method, at) => ({ ...method, name: at === 0 ? "m" : "n" })));

/** Clients of every shape: for two associations that differ there is one that only one of them lets in. */
export const COMERS: readonly PlainComer[] = listComers();

function listComers(): PlainComer[] {
  const one = allStrings(["a", "b", "c"], 3).map((value) => [value]);
  const some = [...one, ...subsets(["a", "b", "ab", "ac", "cb", "c", "cc", ""], 3)];
  return ["m", "n"].flatMap((method) =>
    [[], ["a"], ["c"]].flatMap((h) =>
      some.flatMap((g) => [
        { method, claims: { g, h } },
        { method, claims: { G: g, h } },
        { method, claims: { g, H: h } },
        { method, claims: { G: g, H: h } },
        { method, claims: { g: g.map((value) => value.toUpperCase()), h } },
      ]),
    ),
  );
}

function subsets(values: readonly string[], most: number): string[][] {
  let all: string[][] = [[]];
  for (const value of values)
    all = [...all, ...all.filter(({ length }) => length < most).map((each) => [...each, value])];
  return all;
}

/** Whether the clients of an auth method hold at a moment what an association with it gives to those who match it. */
export function isOpen({ method, demands }: PlainAssociation, methods: readonly PlainMethod[], time: number): boolean {
  const { isApiKey = false, expires = Number.POSITIVE_INFINITY } = methods.find(({ name }) => name === method) ?? {};
  return time < expires && !(isApiKey && Object.keys(demands).length > 0);
}

/** Whether a client matches an association. */
export function matches({ method, claims }: PlainComer, association: PlainAssociation): boolean {
  if (method !== association.method) return false;
  const same = (text: string): string => (association.caseCounts ? text : text.toLowerCase());
  return Object.entries(association.demands).every(([key, terms]) => {
    const values = Object.entries(claims).flatMap(([name, list]) => (same(name) === same(key) ? list.map(same) : []));
    const holds = (value: string): boolean => values.some((each) => isLike(same(value)).test(each));
    return terms.reduce(
      (so, { join, value }, at) => (at > 0 && join === "AND" ? so && holds(value) : so || holds(value)),
      false,
    );
  });
}

function isLike(demanded: string): RegExp {
  const known = likes.get(demanded) ?? new RegExp(`^${demanded.replaceAll("?", ".").replaceAll("*", ".*")}$`);
  likes.set(demanded, known);
  return known;
}

const likes = new Map<string, RegExp>();

export function buildAssociation({ method, demands, caseCounts, operators }: PlainAssociation): Association {
  const subClaims = Object.entries(demands).map(([key, terms]) => ({ key, values: writeTerms(terms, operators) }));
  return { authMethod: method, subClaims, caseSensitive: caseCounts, operators };
}

/** Both ways in which operators are written. */
function writeTerms(terms: Terms, operators: boolean): string[] {
  if (!operators || terms.length === 0) return terms.map(({ value }) => value);
  const words = terms.flatMap(({ join, value }, at) => (at === 0 ? [value] : [join, value]));
  return terms[0]?.value === "a" ? words : [words.join(" ")];
}

export function buildMethod({ name, isApiKey, expires }: PlainMethod): AuthMethod {
  const kind = isApiKey ? "api_key" : "oidc";
  return { name, accessId: undefined, kind, forceSubClaims: undefined, expiresAt: expires };
}
