import type { Client } from "../evaluator/client.ts";
import { findPath } from "../evaluator/find-path.ts";
import { DENIED } from "../evaluator/indexed-rule.ts";
import type { CapabilityName } from "../policy/capability.ts";
import { capabilitySet } from "../policy/capability-set.ts";
import { holdsAdminRole } from "../policy/role.ts";

/**
 * Whether the holders of a client's roles could give themselves more access: one is admin (F4.6), or changes roles or
 * auth methods on some path that no deny takes away (F3.2). What is not decided is not claimed.
 */
export function managesAccess({ roles, compartmentsByType }: Client): boolean {
  if (holdsAdminRole({ roles })) return true;
  const compartments = GOVERNING.flatMap((ruleType) => compartmentsByType.get(ruleType) ?? []);
  return compartments.some(({ acting: { entries, paths } }) =>
    entries.some(({ rule, tokens }) => {
      if (rule.denies || !changes(rule.grants)) return false;
      const answer = findPath({
        inside: [tokens],
        indexes: [paths],
        wanted: ([outcome = 0]) => outcome !== DENIED && changes(outcome),
        hopeless: ([certain]) => certain === DENIED,
        budget: BUDGET,
      });
      return answer.decided && answer.witness !== undefined;
    }),
  );
}

const GOVERNING = ["role-rule", "auth-method-rule"];

const CHANGES: readonly CapabilityName[] = ["create", "update", "delete"];

const changing = capabilitySet(CHANGES);

const changes = (granted: number): boolean => (granted & changing) !== 0;

/** How much one rule may cost. */
const BUDGET = 20_000;
