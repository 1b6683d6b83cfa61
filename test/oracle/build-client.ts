// Turns the oracle's plain policies into what the evaluator takes. The only file here that knows both.

import { type Client, prepareClient } from "../../server/src/evaluator/client.ts";
import type { Circumstances } from "../../server/src/evaluator/client-rule.ts";
import type { Region } from "../../server/src/evaluator/region.ts";
import { type AccessRule, knownCapabilities } from "../../server/src/policy/access-rule.ts";
import { EMPTY_INVENTORY } from "../../server/src/policy/inventory.ts";
import { readPathPattern } from "../../server/src/policy/path-pattern.ts";
import type { PathTokens } from "../../server/src/policy/path-tokens.ts";
import type { Policy } from "../../server/src/policy/policy.ts";
import type { Association, Role } from "../../server/src/policy/role.ts";
import { isStringOf, type Parts } from "./pattern-meaning.ts";
import type { PlainClient, PlainRole, PlainRule, PlainSettings } from "./policy-meaning.ts";

export function buildClient(plain: PlainClient): Client {
  const claims = new Map(Object.entries(plain.claims));
  return prepareClient(plain.roles.map(buildRole), circumstancesOf(plain, claims));
}

/** A client whose templates stand for themselves. */
export function buildSymbolicClient(plain: PlainClient): Client {
  return prepareClient(plain.roles.map(buildRole), circumstancesOf(plain, "symbolic"));
}

export function buildRole({ name, admin, rules }: PlainRole): Role {
  return { name, admin, rules: rules.map(buildRule), associations: [] };
}

/** The meaning of tokens as the oracle writes it: text by character, wildcards by the same numbers. */
export function partsOfTokens(tokens: PathTokens): Parts {
  return tokens.flatMap((token): Parts => (typeof token === "string" ? token.split("") : [token]));
}

function buildRule({ type, path, capabilities, expires, accessesLeft }: PlainRule, line: number): AccessRule {
  return {
    ruleType: type,
    pattern: readPathPattern(path),
    capabilities: knownCapabilities(type, new Set(capabilities)),
    expiry: expires === undefined ? undefined : { at: expires },
    accessesLeft,
    source: { document: "rules.json", span: { start: 0, end: 0 }, line },
  };
}

function circumstancesOf({ settings, time }: PlainClient, claims: Circumstances["claims"]): Circumstances {
  return { claims, assumptions: settings, time, appliedAt: time };
}

/** Whether a path lies where a region says. */
export function isInRegion({ inside, except }: Region, path: string): boolean {
  return isStringOf(partsOfTokens(inside), path) && !except.some((each) => isStringOf(partsOfTokens(each), path));
}

/** Everything that is known: the roles, who holds them, and named clients. */
export function buildPolicy(
  roles: readonly PlainRole[],
  settings: PlainSettings,
  more: Partial<Pick<Policy, "identities" | "authMethods">> & {
    associations?: (role: PlainRole) => readonly Association[];
  } = {},
): Policy {
  return {
    roles: roles.map((role) => ({ ...buildRole(role), associations: more.associations?.(role) ?? [] })),
    authMethods: more.authMethods ?? [],
    identities: more.identities ?? [],
    inventory: EMPTY_INVENTORY,
    assumptions: settings,
    notes: [],
  };
}
