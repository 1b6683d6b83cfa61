// Who asks, from the options of a command: a named identity, a client of an auth method, or one that holds one role.

import { authMethodText, identityText, roleHolderText } from "../evaluator/describe-asker.ts";
import type { Asker } from "../evaluator/prepare-identity.ts";
import { selectRoles } from "../evaluator/select-roles.ts";
import { nameKey } from "../policy/names.ts";
import type { Policy } from "../policy/policy.ts";
import type { Claims, Role } from "../policy/role.ts";
import type { Gap } from "./loading.ts";
import { describeUnknown, listKnown } from "./read-word.ts";

export interface AskerOptions {
  readonly as?: string;
  readonly authMethod?: string;
  readonly role?: string;
  /** Those of `--claim` and `--claims-file` together. */
  readonly claims: Claims;
}

export interface ChosenAsker {
  readonly asker: Asker;
  /** Whom that means, as the start of a report. */
  readonly title: string;
  /** The name of the identity, if it is one. */
  readonly identity: string | undefined;
}

/** Chooses who asks. Without a word on it, it is the only identity there is, else the only role. */
export function chooseAsker(policy: Policy, options: AskerOptions): ChosenAsker | { readonly fault: string } {
  const { as, authMethod, role, claims } = options;
  if (as !== undefined) return chooseIdentity(policy, as, claims);
  if (role !== undefined) return chooseRole(policy, role, claims);
  if (authMethod !== undefined) return chooseAuthMethod(policy, authMethod, claims);
  if (claims.size > 0) {
    const [only, other] = associatedNames(policy);
    if (only !== undefined && other === undefined) return chooseAuthMethod(policy, only, claims);
    return { fault: `Say with --auth-method whose claims these are.${listKnown(authMethodNames(policy))}` };
  }
  const [identity, otherIdentity] = policy.identities;
  if (identity && !otherIdentity) return chooseIdentity(policy, identity.name, claims);
  const [single, otherRole] = policy.roles;
  if (single && !otherRole && !identity) return chooseRole(policy, single.name, claims);
  return { fault: "Say who asks: with --as, --auth-method, --role or --rules." };
}

/** A client that holds one role whatever its associations. */
export function holderOf(role: Role, claims: Claims): ChosenAsker {
  return { asker: { role, claims }, title: roleHolderText(role.name), identity: undefined };
}

/** Whether something that could not be read may change the answer for a client: not so where it does not hold the role. */
export function concerns(gap: Gap, { asker, identity }: ChosenAsker, policy: Policy): boolean {
  if (gap === "anything") return true;
  if ("identity" in gap) return gap.identity === identity;
  if ("role" in asker) return asker.role.name === gap.role;
  const { held } = selectRoles(policy, asker.authMethod, asker.claims, BEFORE_ANY_EXPIRY);
  return held.some(({ role }) => role.name === gap.role);
}

const BEFORE_ANY_EXPIRY = Number.NEGATIVE_INFINITY;

function chooseIdentity(policy: Policy, name: string, extra: Claims): ChosenAsker | { readonly fault: string } {
  const identity = policy.identities.find((each) => each.name === name);
  if (identity === undefined) {
    return {
      fault: describeUnknown(
        "identity",
        name,
        policy.identities.map((each) => each.name),
      ),
    };
  }
  if (identity.authMethod === "") return { fault: `The manifest does not say the auth method of identity "${name}".` };
  const chosen = chooseAuthMethod(policy, identity.authMethod, joinClaims(identity.claims, extra));
  if ("fault" in chosen) return chosen;
  return { ...chosen, title: identityText(name, identity.authMethod, chosen.asker.claims), identity: name };
}

function chooseRole(policy: Policy, name: string, claims: Claims): ChosenAsker | { readonly fault: string } {
  const role = policy.roles.find((each) => nameKey(each.name) === nameKey(name));
  if (role) return holderOf(role, claims);
  return {
    fault: describeUnknown(
      "role",
      name,
      policy.roles.map((each) => each.name),
    ),
  };
}

function chooseAuthMethod(policy: Policy, name: string, claims: Claims): ChosenAsker | { readonly fault: string } {
  const known = authMethodNames(policy);
  if (!known.some((each) => nameKey(each) === nameKey(name))) {
    return { fault: describeUnknown("auth method", name, known) };
  }
  return { asker: { authMethod: name, claims }, title: authMethodText(name, claims), identity: undefined };
}

/** The auth methods that are told of or that an association names, each once. */
function authMethodNames(policy: Policy): string[] {
  return eachOnce([...associatedNames(policy), ...policy.authMethods.map(({ name }) => name)]);
}

/** The auth methods whose clients may hold any role. */
function associatedNames({ roles }: Policy): string[] {
  return eachOnce(roles.flatMap(({ associations }) => associations.map(({ authMethod }) => authMethod)));
}

function eachOnce(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [nameKey(name), name])).values()];
}

/** Claims of both; a key that both have gets the values of both. */
export function joinClaims(claims: Claims, extra: Claims): Claims {
  const joined = new Map(claims);
  for (const [key, values] of extra) joined.set(key, [...new Set([...(joined.get(key) ?? []), ...values])]);
  return joined;
}
