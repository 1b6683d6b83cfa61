// What a client may do on the objects that exist, as far as exports, roles and auth methods tell of them.
// Rule types whose objects are not known are answered with patterns.

import type { Client } from "../../evaluator/client.ts";
import { decideCapabilities } from "../../evaluator/decide.ts";
import { DENIED } from "../../evaluator/indexed-rule.ts";
import type { CapabilitySet } from "../../policy/capability-set.ts";
import { normalisePath } from "../../policy/path-pattern.ts";
import type { Policy } from "../../policy/policy.ts";
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

/** The objects on which something is granted or denied. @param before the client as it was, to tell what changed. */
export function listObjects(objects: ObjectsByType, client: Client, before: Client | undefined): AccessLeaf[] {
  return [...objects].flatMap(([ruleType, paths]) =>
    paths.flatMap((path) => {
      const capabilities = decideCapabilities(client, ruleType, path);
      const change = before && changeBetween(decideCapabilities(before, ruleType, path), capabilities);
      const denied = capabilities === 0 && isDenied(client, ruleType, path);
      if (capabilities === 0 && !denied && change === undefined) return [];
      const status = denied ? "denied" : "allowed";
      return [{ ruleType, path, exceptions: "", capabilities, status, change, witness: path } satisfies AccessLeaf];
    }),
  );
}

function isDenied({ compartmentsByType }: Client, ruleType: string, path: string): boolean {
  return (compartmentsByType.get(ruleType) ?? []).some(({ acting }) => acting.paths.decide(path) === DENIED);
}

function changeBetween(was: CapabilitySet, is: CapabilitySet): LeafChange | undefined {
  if (was === is) return undefined;
  if ((was & ~is) === 0) return "gained";
  return (is & ~was) === 0 ? "lost" : "changed";
}
