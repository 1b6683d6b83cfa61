// The client that holds the rules of one open file and nothing else, prepared once for each version of the file.
// What was prepared for the version before is taken over as far as it is the same, and then let go.

import { type Client, prepareClient } from "../evaluator/client.ts";
import type { Circumstances } from "../evaluator/client-rule.ts";
import { accessRulesOf } from "../policy/access-rule.ts";
import type { Assumptions } from "../policy/assumptions.ts";
import { NO_CLAIMS, type Role } from "../policy/role.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import type { OpenFile } from "./document-store.ts";
import type { Session } from "./session.ts";

/** A client whose claims are not in question: a template stands for itself. */
export function symbolicClient(session: Session, open: OpenFile): Client {
  return keepClient(session, open, "symbolic", "symbolic");
}

/** A client without claims. */
export function plainClient(session: Session, open: OpenFile): Client {
  return keepClient(session, open, "plain", NO_CLAIMS);
}

/** What the manifest over a document assumes, else the settings: hover, lens and simulator rest on the same. */
export function assumptionsFor({ workspace, settings }: Session, uri: string): Assumptions {
  return workspace.policyOf(uri)?.policy.assumptions ?? settings.assumptions;
}

interface Prepared {
  readonly file: RulesFile;
  readonly client: Client;
}

/** By document and kind, for the version that was asked about last. */
const prepared = new WeakMap<Session, Map<string, Prepared>>();

function keepClient(session: Session, open: OpenFile, kind: string, claims: Circumstances["claims"]): Client {
  const { file, uri } = open;
  const clients = prepared.get(session) ?? new Map<string, Prepared>();
  prepared.set(session, clients);
  const key = `${kind} ${uri}`;
  const before = clients.get(key);
  const assumptions = assumptionsFor(session, uri);
  if (before?.file === file && before.client.circumstances.assumptions === assumptions) return before.client;
  // The rules of a file are taken to be applied at the moment of asking (A10), so no clock is needed.
  const circumstances = { claims, assumptions, time: 0, appliedAt: 0 };
  const client = prepareClient([roleOf(file, uri)], circumstances, [], before?.client);
  forgetClosed(session, clients);
  clients.set(key, { file, client });
  return client;
}

function roleOf(file: RulesFile, uri: string): Role {
  return { name: "this role", admin: false, rules: accessRulesOf(file, uri), associations: [] };
}

function forgetClosed({ documents }: Session, clients: Map<string, Prepared>): void {
  for (const key of clients.keys()) {
    if (documents.get(key.slice(key.indexOf(" ") + 1)) === undefined) clients.delete(key);
  }
}
