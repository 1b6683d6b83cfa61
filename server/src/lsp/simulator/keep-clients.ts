// Clients and what they may do, kept for the few questions that come one after another about the same text.
// Nothing is kept for a text that has changed, for then a subject is another object; but what was prepared for the state
// before is handed on once, so that the next state costs what the edit changed.

import type { Client } from "../../evaluator/client.ts";
import { type EffectiveAccess, effectiveAccess, type KnownAccess } from "../../evaluator/effective-access.ts";
import { prepareIdentity, type Times } from "../../evaluator/prepare-identity.ts";
import type { AccessLeaf } from "../../features/simulator/access-leaf.ts";
import type { AskedClient } from "../../features/simulator/choose-client.ts";
import { chooseClient, standIn } from "../../features/simulator/choose-client.ts";
import type { KnownLeaves } from "../../features/simulator/list-patterns.ts";
import type { AskingClient, Subject } from "../../features/simulator/subject.ts";

export interface PreparedClient extends AskingClient {
  readonly client: Client;
  readonly times: Times;
  /** What it may do, computed when first asked for. */
  access(): readonly EffectiveAccess[];
  /** The same as lines of a tree, by basis, once it was asked for. */
  readonly leaves: Map<string, readonly AccessLeaf[]>;
  /** Handed on from state to state. */
  readonly knownLeaves: KnownLeaves;
  /** The last state of which it is known what it may do; the next state goes on from there. */
  lastKnown(): KnownAccess | undefined;
}

/** More clients than this are not kept for one text. */
const MOST_KEPT = 8;

type Clients = Map<string, PreparedClient>;

const bySubject = new WeakMap<Subject, Clients>();

/** What was prepared for the state before a subject. */
const inherited = new WeakMap<Subject, Clients>();

/** @param time the moment in question, or nothing for now. */
export function keepClient(
  subject: Subject,
  asked: AskedClient,
  time: number | undefined,
  now: number,
): PreparedClient | { readonly fault: string } {
  const chosen = chooseClient(subject.policy, asked);
  return "fault" in chosen ? chosen : prepare(subject, chosen, JSON.stringify([asked, time]), time, now);
}

/** The same client in an earlier state of the policy; there somebody stands in for who was not known then. */
export function keepEarlierClient(
  earlier: Subject,
  asked: AskedClient,
  present: PreparedClient,
  time: number | undefined,
  now: number,
): PreparedClient {
  const chosen = chooseClient(earlier.policy, asked);
  if (!("fault" in chosen)) return prepare(earlier, chosen, JSON.stringify([asked, time]), time, now);
  const { asker } = present;
  const whose = "role" in asker ? asker.role.name : [asker.authMethod, ...asker.claims];
  return prepare(earlier, standIn(present), JSON.stringify([asked, time, whose]), time, now);
}

function prepare(
  subject: Subject,
  chosen: AskingClient,
  key: string,
  time: number | undefined,
  now: number,
): PreparedClient {
  const clients = clientsOf(subject);
  const known = clients.get(key);
  if (known && (time !== undefined || now < known.client.validUntil)) return known;
  const times: Times = { time: time ?? now, appliedAt: now };
  const before = known ?? inherited.get(subject)?.get(key);
  inherited.get(subject)?.delete(key);
  const client = prepareIdentity(subject.policy, chosen.asker, times, before?.client);
  const [oldest] = clients.keys();
  if (clients.size >= MOST_KEPT && oldest !== undefined) clients.delete(oldest);
  const prepared: PreparedClient = {
    ...chosen,
    client,
    times,
    leaves: new Map(),
    knownLeaves: before?.knownLeaves ?? new WeakMap(),
    ...knowAccess(client, before?.lastKnown()),
  };
  clients.set(key, prepared);
  return prepared;
}

function knowAccess(client: Client, before: KnownAccess | undefined): Pick<PreparedClient, "access" | "lastKnown"> {
  let known = before;
  return {
    access: () => {
      if (known?.client !== client) known = { client, access: effectiveAccess(client, undefined, known) };
      return known.access;
    },
    lastKnown: () => known,
  };
}

/** A subject takes the place of an earlier state of the same policy. */
export function succeed(subject: Subject, before: Subject): void {
  const clients = clientsOf(before);
  inherited.set(subject, clients.size > 0 ? clients : (inherited.get(before) ?? clients));
}

function clientsOf(subject: Subject): Clients {
  const clients: Clients = bySubject.get(subject) ?? new Map();
  bySubject.set(subject, clients);
  return clients;
}
