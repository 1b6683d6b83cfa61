// What a client may do on the objects that exist, as far as exports, roles and auth methods tell of them.
// Rule types whose objects are not known are answered with patterns.

import type { Client } from "../../evaluator/client.ts";
import { decide, decideCapabilities } from "../../evaluator/decide.ts";
import type { Decision } from "../../evaluator/decision.ts";
import { DENIED } from "../../evaluator/indexed-rule.ts";
import { rulesMatching } from "../../evaluator/rule-index.ts";
import { type CapabilitySet, capabilitySet } from "../../policy/capability-set.ts";
import { normalisePath } from "../../policy/path-pattern.ts";
import type { Policy } from "../../policy/policy.ts";
import { holdsAdminRole } from "../../policy/role.ts";
import type { AccessLeaf, LeafChange } from "./access-leaf.ts";
import { authMethodNames } from "./choose-client.ts";

/** The paths of the objects that exist, by the rule type that governs them. */
export type ObjectsByType = ReadonlyMap<string, readonly string[]>;

/** The objects of a policy; a rule type of which none are known is left out. The path of a session may be either (A9). */
export function objectsOf(policy: Policy): ObjectsByType {
  const items = policy.inventory.items.map(({ path }) => path);
  const targets = policy.inventory.targets.map(({ path }) => path);
  if (items.length + targets.length === 0) return new Map();
  const all: readonly (readonly [string, readonly string[]])[] = [
    ["item-rule", items],
    ["target-rule", targets],
    ["role-rule", policy.roles.map(({ name }) => normalisePath(name))],
    ["auth-method-rule", authMethodNames(policy).map(normalisePath)],
    ["sra-rule", [...new Set([...items, ...targets])]],
    ["ara-rule", items],
  ];
  return new Map(all.filter(([, paths]) => paths.length > 0));
}

/**
 * The objects on which something is granted, denied or uncertain.
 * @param before the client as it was: then only those on which access is another one.
 */
export function listObjects(objects: ObjectsByType, client: Client, before: Client | undefined): AccessLeaf[] {
  return [...objects].flatMap(([ruleType, paths]) =>
    paths.flatMap((path): AccessLeaf[] => {
      const { capabilities, status } = accessTo(client, ruleType, path);
      const change = before && changeBetween(accessTo(before, ruleType, path), { capabilities, status });
      if (before ? change === undefined : status === "not-granted") return [];
      const shown = status === "not-granted" ? "allowed" : status;
      return [{ ruleType, path, exceptions: "", capabilities, status: shown, change, witness: path }];
    }),
  );
}

interface ObjectAccess {
  /** Where it is uncertain, all that may be granted. */
  readonly capabilities: CapabilitySet;
  readonly status: "allowed" | "denied" | "uncertain" | "not-granted";
}

function accessTo(client: Client, ruleType: string, path: string): ObjectAccess {
  const capabilities = decideCapabilities(client, ruleType, path);
  const isAdmin = holdsAdminRole(client);
  const compartments = isAdmin ? [] : (client.compartmentsByType.get(ruleType) ?? []);
  if (compartments.some(({ uncertain }) => rulesMatching(uncertain, path).length > 0)) {
    const decision = decide(client, ruleType, path, "assumed");
    if (decision.effect === "uncertain") return { capabilities: mayGrant(decision), status: "uncertain" };
  }
  if (capabilities !== 0) return { capabilities, status: "allowed" };
  const isDenied = compartments.some(({ acting }) => acting.paths.decide(path) === DENIED);
  return { capabilities, status: isDenied ? "denied" : "not-granted" };
}

/** What no certain deny takes; that of a role takes from its own allows or from all (A1). */
function mayGrant({ reasons, settings }: Decision): CapabilitySet {
  const denying = reasons.filter(({ outcome, why }) => outcome === "denies" && why.kind !== "uncertain");
  const isCut = (role: string): boolean =>
    denying.some((deny) => settings["cross-role-deny"] === "global" || deny.role === role);
  return capabilitySet(
    reasons.flatMap(({ outcome, role, capabilities }) => (outcome === "grants" && !isCut(role) ? capabilities : [])),
  );
}

/** That something is uncertain now, or is not any more, is a change too. */
function changeBetween(was: ObjectAccess, is: ObjectAccess): LeafChange | undefined {
  if ((was.status === "uncertain") !== (is.status === "uncertain")) return "changed";
  if (was.capabilities === is.capabilities) return undefined;
  if ((was.capabilities & ~is.capabilities) === 0) return "gained";
  return (is.capabilities & ~was.capabilities) === 0 ? "lost" : "changed";
}
