// Who can be asked for: the named identities, the auth methods with what their associations look at, and the roles.

import { CAPABILITIES, type CapabilityName } from "../../policy/capability.ts";
import { nameKey } from "../../policy/names.ts";
import type { Policy } from "../../policy/policy.ts";
import { findRuleType, RULE_TYPES } from "../../policy/rule-type.ts";
import { authMethodNames, type WrittenClaims } from "./choose-client.ts";
import type { Subject } from "./subject.ts";

export interface ClientChoices {
  readonly identities: readonly IdentityChoice[];
  readonly authMethods: readonly AuthMethodChoice[];
  /** The roles that have rules of the document first. */
  readonly roles: readonly string[];
  /** Whether there is a manifest; without one nobody is known to hold any role. */
  readonly hasManifest: boolean;
  readonly hasInventory: boolean;
  /** The documents of the policy on which permissions rest, by uri: the rules files first. */
  readonly documents: readonly string[];
  /** The manifest among them. */
  readonly manifest: string | undefined;
  /** The words that can be asked about, with what may be had on each; nobody has a deny. */
  readonly ruleTypes: readonly { readonly name: string; readonly capabilities: readonly string[] }[];
  /** What a reader must know about the basis of all answers. */
  readonly notes: readonly string[];
}

export interface IdentityChoice {
  readonly name: string;
  readonly authMethod: string;
  readonly claims: WrittenClaims;
}

export interface AuthMethodChoice {
  readonly name: string;
  readonly kind: string | undefined;
  /** The keys that its associations look at, with the values that they name. */
  readonly keys: readonly { readonly key: string; readonly values: readonly string[] }[];
}

/**
 * @param own the roles that have rules of the document in question.
 * @param extraRuleTypes those of the settings.
 */
export function listClients(
  { policy, snapshot: { manifest } }: Subject,
  own: readonly string[],
  documents: readonly string[],
  extraRuleTypes: readonly string[],
): ClientChoices {
  const { identities, inventory, notes } = policy;
  const names = policy.roles.map(({ name }) => name);
  return {
    identities: identities.map(({ name, authMethod, claims }) => ({
      name,
      authMethod,
      claims: Object.fromEntries(claims),
    })),
    authMethods: authMethodNames(policy).map((name) => describeMethod(policy, name)),
    roles: [...new Set([...own, ...names])],
    hasManifest: manifest !== undefined,
    hasInventory: inventory.items.length + inventory.targets.length > 0,
    documents,
    manifest: manifest?.document,
    ruleTypes: [...new Set([...RULE_TYPES.map(({ name }) => name), ...extraRuleTypes])].map((name) => ({
      name,
      capabilities: capabilitiesOn(name),
    })),
    notes,
  };
}

/** What may be had on a rule type; nobody has a deny. Of one that is not in the table nothing is known to be impossible. */
export function capabilitiesOn(ruleType: string): CapabilityName[] {
  const names = findRuleType(ruleType)?.capabilities ?? CAPABILITIES.map(({ name }) => name);
  return names.filter((name) => name !== "deny");
}

function describeMethod({ authMethods, roles, identities }: Policy, name: string): AuthMethodChoice {
  const keys = new Map<string, Set<string>>();
  const add = (key: string, values: readonly string[]): void => {
    const known = keys.get(key) ?? new Set();
    for (const value of values) known.add(value);
    keys.set(key, known);
  };
  const isSame = (other: string): boolean => nameKey(other) === nameKey(name);
  for (const { associations } of roles) {
    for (const { authMethod, subClaims } of associations) {
      if (isSame(authMethod)) for (const { key, values } of subClaims) add(key, values.filter(isPlainValue));
    }
  }
  for (const identity of identities) {
    if (isSame(identity.authMethod)) for (const [key, values] of identity.claims) add(key, values);
  }
  return {
    name,
    kind: authMethods.find((method) => isSame(method.name))?.kind,
    keys: [...keys].map(([key, values]) => ({ key, values: [...values] })),
  };
}

/** A value that a client can have: no wildcard, and no operator between values (F6.2, F6.5). */
function isPlainValue(value: string): boolean {
  return !/[*?]|^(AND|OR)$/.test(value);
}
