// What workspace checks look at: a snapshot, and what several of them ask of it, computed when first asked.

import { type Client, prepareClient } from "../evaluator/client.ts";
import type { Waste } from "../evaluator/find-waste.ts";
import type { PathIndex } from "../evaluator/path-index.ts";
import type { AuthMethod } from "../policy/auth-method.ts";
import type { ExportKind } from "../policy/manifest.ts";
import { nameKey } from "../policy/names.ts";
import { isWholeReading } from "../policy/open-export.ts";
import type { PolicySnapshot } from "../policy/policy-snapshot.ts";
import type { Role } from "../policy/role.ts";
import type { Rule } from "../policy/rules-file.ts";
import { ADVICE } from "./all-checks.ts";
import { findFaultyRules } from "./faulty-rules.ts";
import { indexObjects, type ObjectIndex } from "./object-index.ts";
import type { Problem } from "./problem.ts";

export interface WorkspaceView {
  readonly snapshot: PolicySnapshot;
  /** What is found in a rules file by itself. */
  problemsOf(document: string): readonly Problem[];
  /** The rules of a file whose own text is an error. One that only has an advice of that severity means what it says. */
  faultyIn(document: string): ReadonlySet<Rule>;
  authMethod(name: string): AuthMethod | undefined;
  /** Whether it is known who holds roles: without any association nothing is. */
  readonly knowsHolders: boolean;
  /** Whether an export is there and whole, so that what is not in it does not exist. */
  isWhole(kind: ExportKind): boolean;
  /** The objects of the inventory. */
  objects(): ObjectIndex;
  /** What is waste in a role, once it was looked for; nothing where the role is not judged. */
  readonly wasteByRole: Map<Role, readonly Waste[] | undefined>;
  /** The patterns of files of several roles, in their order, and how many rules of such roles were looked at for waste. */
  readonly sharedPatterns: { readonly byDocument: Map<string, PathIndex>; judged: number };
  /** What files show and their roles leave open, once it was looked for (find-unproved-waste.ts). */
  readonly known: { unprovedWaste: ReadonlyMap<string, ReadonlySet<number>> | undefined };
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
  const faulty = new Map<string, ReadonlySet<Rule>>();
  const authMethods = new Map(policy.authMethods.map((method) => [nameKey(method.name), method]));
  return {
    snapshot,
    problemsOf,
    wasteByRole: new Map(),
    known: { unprovedWaste: undefined },
    sharedPatterns: { byDocument: new Map(), judged: 0 },
    faultyIn: (document) => {
      const known = faulty.get(document) ?? findFaultyIn(snapshot, document, problemsOf(document));
      faulty.set(document, known);
      return known;
    },
    authMethod: (name) => authMethods.get(nameKey(name)),
    knowsHolders: policy.roles.some(({ associations }) => associations.length > 0),
    isWhole: (kind) =>
      namedFiles.some(({ kind: each, state }) => each === kind && state.is === "read" && isWholeReading(state.value)),
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

/** What lies in broken JSON is nobody's question here: whoever proves something asks for whole files first. */
function findFaultyIn(
  { rulesFiles }: PolicySnapshot,
  document: string,
  problems: readonly Problem[],
): ReadonlySet<Rule> {
  const file = rulesFiles.get(document);
  const ofText = problems.filter(({ code }) => !ADVICE.has(code));
  return file ? findFaultyRules(file, ofText, () => false) : new Set();
}

const ANY_CLIENT = { claims: "symbolic", time: 0, appliedAt: 0 } as const;
