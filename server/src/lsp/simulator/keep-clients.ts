// Clients and what they may do, kept for the few questions that come one after another about the same text.
// Nothing is kept for a text that has changed: a subject is another object then.

import type { Client } from "../../evaluator/client.ts";
import { prepareIdentity, type Times } from "../../evaluator/prepare-identity.ts";
import type { AccessLeaf } from "../../features/simulator/access-leaf.ts";
import type { AskedClient } from "../../features/simulator/choose-client.ts";
import { chooseClient } from "../../features/simulator/choose-client.ts";
import { type EarlierText, earlierSubject } from "../../features/simulator/earlier-subject.ts";
import type { AskingClient, Subject } from "../../features/simulator/subject.ts";
import { readRulesFile } from "../../policy/read-rules-file.ts";
import type { RulesFile } from "../../policy/rules-file.ts";
import type { Session } from "../session.ts";

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

interface KeptEarlier {
  readonly texts: readonly EarlierText[];
  readonly subject: Subject;
}

const earlierBySubject = new WeakMap<Subject, KeptEarlier>();

const filesBySession = new WeakMap<Session, Map<string, RulesFile>>();

/** More earlier files than this are not kept. */
const MOST_FILES = 16;

/** The subject with earlier texts, kept for the last ones that were asked for; each text is read once. */
export function keepEarlier(session: Session, subject: Subject, texts: readonly EarlierText[]): Subject {
  const known = earlierBySubject.get(subject);
  if (known && isSame(known.texts, texts)) return known.subject;
  const earlier = earlierSubject(subject, texts, (uri, text) => keepFile(session, uri, text));
  earlierBySubject.set(subject, { texts, subject: earlier });
  return earlier;
}

function keepFile(session: Session, uri: string, text: string): RulesFile {
  const files = filesBySession.get(session) ?? new Map<string, RulesFile>();
  filesBySession.set(session, files);
  const known = files.get(uri);
  if (known?.text === text) return known;
  const file = readRulesFile(text);
  const [oldest] = files.keys();
  if (files.size >= MOST_FILES && oldest !== undefined) files.delete(oldest);
  files.set(uri, file);
  return file;
}

function isSame(a: readonly EarlierText[], b: readonly EarlierText[]): boolean {
  return (
    a.length === b.length &&
    a.every((each, at) => each.uri === b[at]?.uri && each.label === b[at].label && each.text === b[at].text)
  );
}
