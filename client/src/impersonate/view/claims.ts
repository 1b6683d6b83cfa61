// The claims of a client in question: keys with their values. A key may be any text, also one that every object has.

import type { AskedClient } from "../view-messages.ts";

export type Claims = Readonly<Record<string, readonly string[]>>;

/** A named identity has claims of its own, which are the manifest's. */
export function claimsOf(client: AskedClient | undefined): Claims {
  return client && client.kind !== "identity" ? client.claims : {};
}

/** None where the key is not there. */
export function valuesOf(claims: Claims, key: string): readonly string[] {
  return Object.hasOwn(claims, key) ? (claims[key] ?? []) : [];
}

/** The claims with other values of one key. */
export function withValues(claims: Claims, key: string, values: readonly string[]): Claims {
  return Object.fromEntries([...new Map([...Object.entries(claims), [key, values]])]);
}

/** Values as they are typed, one on each line: there is no character else that a value cannot have. */
export function writeLines(values: readonly string[]): string {
  return values.join("\n");
}

/** Nothing is cut from a value; what is empty is none. */
export function readLines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}
