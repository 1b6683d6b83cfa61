// From what the view asks to a client of the policy: a named identity, a client of an auth method, a holder of one role.

import { authMethodText, identityText, roleHolderText } from "../../evaluator/describe-asker.ts";
import { findAuthMethod } from "../../evaluator/select-roles.ts";
import { quoteText } from "../../evaluator/shown-text.ts";
import { nameKey } from "../../policy/names.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Claims } from "../../policy/role.ts";
import type { AskingClient } from "./subject.ts";

/** Whom the view asks for. Claims are keys with their values. */
export type AskedClient =
  | { readonly kind: "identity"; readonly name: string }
  | { readonly kind: "auth-method"; readonly name: string; readonly claims: WrittenClaims }
  | { readonly kind: "role"; readonly name: string; readonly claims: WrittenClaims };

export type WrittenClaims = Readonly<Record<string, readonly string[]>>;

/** @returns the client, or a sentence on why there is none. */
export function chooseClient(policy: Policy, asked: AskedClient): AskingClient | { readonly fault: string } {
  switch (asked.kind) {
    case "identity": {
      const identity = policy.identities.find(({ name }) => name === asked.name);
      if (!identity) return { fault: `There is no identity ${quoteText(asked.name)} any more.` };
      const { name, authMethod, claims } = identity;
      if (authMethod === "")
        return { fault: `The manifest does not say the auth method of identity ${quoteText(name)}.` };
      return { asker: { authMethod, claims }, title: identityText(name, authMethod, claims) };
    }
    case "auth-method": {
      const claims = readWritten(asked.claims);
      if (!isKnown(policy, asked.name)) return { fault: `There is no auth method ${quoteText(asked.name)} any more.` };
      return { asker: { authMethod: asked.name, claims }, title: authMethodText(asked.name, claims) };
    }
    case "role": {
      const role = policy.roles.find(({ name }) => nameKey(name) === nameKey(asked.name));
      if (!role) return { fault: `There is no role ${quoteText(asked.name)} any more.` };
      return { asker: { role, claims: readWritten(asked.claims) }, title: roleHolderText(role.name) };
    }
  }
}

/** Who stands in where a client was not known: a holder of nothing for the role, the same claims for the others. */
export function standIn({ asker, title }: AskingClient): AskingClient {
  const told = `${title}, which was not known then`;
  if (!("role" in asker)) return { asker, title: told };
  const role = { name: asker.role.name, admin: false, rules: [], associations: [] };
  return { asker: { ...asker, role }, title: told };
}

/** The auth methods that are told of or that an association names, each once. */
export function authMethodNames({ authMethods, roles }: Policy): string[] {
  const associated = roles.flatMap(({ associations }) => associations.map(({ authMethod }) => authMethod));
  const named = authMethods.map(({ name }) => name);
  return [...new Map([...associated, ...named].map((name) => [nameKey(name), name])).values()];
}

function isKnown(policy: Policy, name: string): boolean {
  return (
    findAuthMethod(policy, name) !== undefined ||
    authMethodNames(policy).some((known) => nameKey(known) === nameKey(name))
  );
}

function readWritten(claims: WrittenClaims): Claims {
  return new Map(Object.entries(claims).filter(([key, values]) => key !== "" && values.length > 0));
}
