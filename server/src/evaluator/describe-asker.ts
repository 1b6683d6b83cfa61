// Whom a question is about, in words: view, command line and status bar say the same.

import type { Claims } from "../policy/role.ts";
import { quoteText, shownText, shownValues } from "./shown-text.ts";

/** A client of an auth method, with its claims. */
export function authMethodText(name: string, claims: Claims): string {
  const told = [...claims].map(([key, values]) => `${shownText(key)} = ${shownText(shownValues(values, ", "))}`);
  return `A client of auth method ${quoteText(name)}${told.length === 0 ? "" : ` with ${told.join(" and ")}`}`;
}

/** A named identity, which is a client of an auth method. */
export function identityText(name: string, authMethod: string, claims: Claims): string {
  return `Identity ${quoteText(name)}, ${authMethodText(authMethod, claims).replace("A client", "a client")}`;
}

/** A client that holds one role, whatever its associations. */
export function roleHolderText(name: string): string {
  return `A client that holds role ${quoteText(name)} only`;
}
