import type { Client } from "../evaluator/client.ts";
import { expiresAt } from "../evaluator/client-rule.ts";
import { type Asker, prepareIdentity } from "../evaluator/prepare-identity.ts";
import type { Policy } from "../policy/policy.ts";

/** The client at a moment in unix seconds. */
export type ClientsByTime = (time: number) => Client;

/** More clients than this are not kept at once. */
const MOST_KEPT = 32;

/**
 * Prepares a client once for every stretch of time in which nothing expires, when it is first asked for.
 * @param appliedAt when rules that are not applied yet are taken to be applied (A10).
 */
export function prepareByTime(policy: Policy, asker: Asker, appliedAt: number): ClientsByTime {
  const roles = "role" in asker ? [asker.role] : policy.roles;
  const ofRules = roles.flatMap(({ rules }) =>
    rules.flatMap(({ expiry }) => (expiry ? [expiresAt(expiry, appliedAt)] : [])),
  );
  const ofMethods = policy.authMethods.flatMap((method) => method.expiresAt ?? []);
  const moments = [...new Set([...ofRules, ...ofMethods])].sort((a, b) => a - b);
  const kept = new Map<number, Client>();
  return (time) => {
    const stretch = countUpTo(moments, time);
    const known = kept.get(stretch);
    if (known) return known;
    const [oldest] = kept.keys();
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    const client = prepareIdentity(policy, asker, { time, appliedAt });
    kept.set(stretch, client);
    return client;
  };
}

/** How many of the ascending numbers are at most the limit: something expires at its very moment. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
