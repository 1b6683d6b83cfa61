// What workspace checks look at: a snapshot, and what several of them ask of it, computed when first asked.

import { type Client, prepareClient } from "../evaluator/client.ts";
import type { Waste } from "../evaluator/find-waste.ts";
import type { AuthMethod } from "../policy/auth-method.ts";
import type { ExportKind } from "../policy/manifest.ts";
import { nameKey } from "../policy/names.ts";
import type { PolicySnapshot } from "../policy/policy-snapshot.ts";
import type { Role } from "../policy/role.ts";
import { indexObjects, type ObjectIndex } from "./object-index.ts";
import type { Problem } from "./problem.ts";

export interface WorkspaceView {
  readonly snapshot: PolicySnapshot;
  /** What is found in a rules file by itself. */
  problemsOf(document: string): readonly Problem[];
  authMethod(name: string): AuthMethod | undefined;
  /** Whether it is known who holds roles: without any association nothing is. */
  readonly knowsHolders: boolean;
  /** Whether an export is there and whole, so that what is not in it does not exist. */
  isWhole(kind: ExportKind): boolean;
  /** The objects of the inventory. */
  objects(): ObjectIndex;
  /** What is waste in a role, once it was looked for. */
  readonly wasteByRole: Map<Role, readonly Waste[]>;
  /** A client that holds one role and of whom nothing else is known: a template stands for itself. */
  holderOf(role: Role): Client;
}

/** What an edge keeps from view to view, so that an edit does not cost what it did not change. */
export interface WorkspaceMemory {
  objects: ObjectIndex | undefined;
  readonly clients: WeakMap<Role, Client>;
}

/** A view of a snapshot. @param memory is used and filled. */
export function prepareWorkspaceView(
  snapshot: PolicySnapshot,
  problemsOf: WorkspaceView["problemsOf"],
  memory: WorkspaceMemory,
): WorkspaceView {
  const { policy, namedFiles } = snapshot;
  const authMethods = new Map(policy.authMethods.map((method) => [nameKey(method.name), method]));
  return {
    snapshot,
    problemsOf,
    wasteByRole: new Map(),
    authMethod: (name) => authMethods.get(nameKey(name)),
    knowsHolders: policy.roles.some(({ associations }) => associations.length > 0),
    isWhole: (kind) =>
      namedFiles.some((file) => file.kind === kind && file.state.is === "read" && !file.state.value.cutShort),
    objects: () => {
      const { objects } = memory;
      const { items, targets } = policy.inventory;
      const known = objects?.items === items && objects.targets === targets ? objects : indexObjects(policy.inventory);
      memory.objects = known;
      return known;
    },
    holderOf: (role) => {
      const { assumptions } = policy;
      const known = memory.clients.get(role);
      const client =
        known?.circumstances.assumptions === assumptions
          ? known
          : prepareClient([role], { ...ANY_CLIENT, assumptions });
      memory.clients.set(role, client);
      return client;
    },
  };
}

const ANY_CLIENT = { claims: "symbolic", time: 0, appliedAt: 0 } as const;
