import type { Policy } from "../policy/policy.ts";
import type { Claims, Role } from "../policy/role.ts";
import { type Client, prepareClient } from "./client.ts";
import type { Circumstances } from "./client-rule.ts";
import { findAuthMethod, selectRoles } from "./select-roles.ts";

/** Who asks: a client of an auth method, or one that holds a single role, whatever its associations. */
export type Asker =
  | { readonly authMethod: string; readonly claims: Claims }
  | { readonly role: Role; readonly claims: Claims };

/** When it is asked, in unix seconds: the moment in question, and when rules not applied yet are taken to be (A10). */
export type Times = Pick<Circumstances, "time" | "appliedAt">;

/**
 * Prepares a client of a policy for decisions. Sub-claims select its roles, and its templates take its claims.
 * @param before an earlier state of the same client, see `prepareClient`.
 */
export function prepareIdentity(policy: Policy, asker: Asker, times: Times, before?: Client): Client {
  const circumstances: Circumstances = { ...times, claims: asker.claims, assumptions: policy.assumptions };
  if ("role" in asker) return prepareClient([asker.role], circumstances, [], before);
  const { held, notHeld } = selectRoles(policy, asker.authMethod, asker.claims, times.time);
  const client = prepareClient(
    held.map(({ role }) => role),
    circumstances,
    notHeld,
    before,
  );
  const folded = held.flatMap(({ role, byFoldedKey }) => (byFoldedKey ? [role.name] : []));
  const heldByFoldedKeys = folded.length > 0 ? new Set(folded) : client.heldByFoldedKeys;
  const letOut = findAuthMethod(policy, asker.authMethod)?.expiresAt ?? Number.POSITIVE_INFINITY;
  const validUntil = letOut > times.time && letOut < client.validUntil ? letOut : client.validUntil;
  return { ...client, heldByFoldedKeys, validUntil };
}
