// Clients and what they may do, kept for the few questions that come one after another about the same text.
// Nothing is kept for a text that has changed: a subject is another object then.

import type { Client } from "../../evaluator/client.ts";
import { prepareIdentity, type Times } from "../../evaluator/prepare-identity.ts";
import type { AccessLeaf } from "../../features/simulator/access-leaf.ts";
import type { AskedClient } from "../../features/simulator/choose-client.ts";
import { chooseClient } from "../../features/simulator/choose-client.ts";
import { type EarlierText, earlierSubject } from "../../features/simulator/earlier-subject.ts";
import type { AskingClient, Subject } from "../../features/simulator/subject.ts";

export interface PreparedClient extends AskingClient {
  readonly client: Client;
  readonly times: Times;
  /** What it may do, by basis, once it was asked for. */
  readonly leaves: Map<string, readonly AccessLeaf[]>;
}

/** More clients than this are not kept for one text. */
const MOST_KEPT = 8;

const bySubject = new WeakMap<Subject, Map<string, PreparedClient>>();

/** @param time the moment in question, or nothing for now. */
export function keepClient(
  subject: Subject,
  asked: AskedClient,
  time: number | undefined,
  now: number,
): PreparedClient | { readonly fault: string } {
  const clients = bySubject.get(subject) ?? new Map<string, PreparedClient>();
  bySubject.set(subject, clients);
  const key = JSON.stringify([asked, time]);
  const known = clients.get(key);
  if (known && (time !== undefined || now < known.client.validUntil)) return known;
  const chosen = chooseClient(subject.policy, asked);
  if ("fault" in chosen) return chosen;
  const times: Times = { time: time ?? now, appliedAt: now };
  const client = prepareIdentity(subject.policy, chosen.asker, times);
  const prepared: PreparedClient = { ...chosen, client, times, leaves: new Map() };
  const [oldest] = clients.keys();
  if (clients.size >= MOST_KEPT && oldest !== undefined) clients.delete(oldest);
  clients.set(key, prepared);
  return prepared;
}

const earlierBySubject = new WeakMap<Subject, { readonly key: string; readonly subject: Subject }>();

/** The subject with earlier texts, kept for the last ones that were asked for. */
export function keepEarlier(subject: Subject, texts: readonly EarlierText[]): Subject {
  const key = JSON.stringify(texts);
  const known = earlierBySubject.get(subject);
  if (known?.key === key) return known.subject;
  const earlier = earlierSubject(subject, texts);
  earlierBySubject.set(subject, { key, subject: earlier });
  return earlier;
}
