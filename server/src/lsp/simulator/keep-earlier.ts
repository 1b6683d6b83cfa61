// Earlier states of policies, kept for the few questions that come one after another about the same text. While one file
// is typed its earlier text stays the same, and so does most of what was made of it.

import { type EarlierReaders, type EarlierText, earlierSnapshot } from "../../features/simulator/earlier-snapshot.ts";
import { earlierSubject } from "../../features/simulator/earlier-subject.ts";
import type { Subject } from "../../features/simulator/subject.ts";
import { filesOfManifest } from "../../policy/files-of-manifest.ts";
import { runAtOnce } from "../../policy/open-export.ts";
import type { PolicySnapshot } from "../../policy/policy-snapshot.ts";
import { readManifest } from "../../policy/read-manifest.ts";
import { readRulesFile } from "../../policy/read-rules-file.ts";
import { indexLines } from "../../text/line-index.ts";
import type { Session } from "../session.ts";
import { NAMED_FILE_READERS } from "../workspace/read-named-file.ts";
import { pathInFolder } from "../workspace/uri-path.ts";
import { succeed } from "./keep-clients.ts";

interface Kept {
  readonly subject: Subject;
  readonly texts: readonly EarlierText[];
  readonly earlier: Subject;
}

/** Of every session the last earlier states, by the documents of which they have earlier texts. */
const keptBySession = new WeakMap<Session, Map<string, Kept>>();

/** A view and a few lines above files ask by turns. */
const MOST_KEPT = 8;

/** The subject with earlier texts. The same again as long as nothing of it has become another. */
export function keepEarlier(session: Session, subject: Subject, texts: readonly EarlierText[]): Subject {
  const { folder, manifest, rulesFiles } = subject.snapshot;
  const kept = keptBySession.get(session) ?? new Map<string, Kept>();
  keptBySession.set(session, kept);
  const which = manifest?.document ?? (folder === "" ? [...rulesFiles.keys()] : folder);
  const key = JSON.stringify([which, texts.map(({ uri, label }) => [uri, label])]);
  const known = kept.get(key);
  if (known?.subject === subject && isSame(known.texts, texts)) return known.earlier;
  const readers = readersOf(session);
  const placed = texts.flatMap((text) => {
    const path = placeOf(subject.snapshot, text.uri);
    return path === undefined ? [] : [{ ...text, path }];
  });
  const { assumptions } = session.settings;
  const snapshot = earlierSnapshot(subject.snapshot, placed, readers, assumptions, known?.earlier.snapshot);
  const isAsBefore = known?.earlier.snapshot === snapshot && known.subject.home === subject.home;
  const earlier = isAsBefore ? known.earlier : earlierSubject(subject, snapshot, texts);
  if (known && !isAsBefore) succeed(earlier, known.earlier);
  kept.delete(key);
  kept.set(key, { subject, texts, earlier });
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return earlier;
}

/** Where a document lies below the folder; a file outside all folders is known by its uri alone. */
export function placeOf({ folder, basis, rulesFiles }: PolicySnapshot, uri: string): string | undefined {
  return folder === "" ? basis.paths[[...rulesFiles.keys()].indexOf(uri)] : pathInFolder(folder, uri);
}

const readBySession = new WeakMap<Session, Map<string, { readonly text: string; readonly value: unknown }>>();

/** More earlier texts than this are not kept read. */
const MOST_READ = 256;

/** Reads each text once. */
function readersOf(session: Session): EarlierReaders {
  const known = readBySession.get(session) ?? new Map<string, { readonly text: string; readonly value: unknown }>();
  readBySession.set(session, known);
  const once = <T>(kind: string, document: string, text: string, read: () => T): T => {
    const key = `${kind} ${document}`;
    const before = known.get(key);
    // What is kept under a kind is what that kind's reader gives.
    if (before?.text === text) return before.value as T;
    const value = read();
    const [oldest] = known.keys();
    if (known.size >= MOST_READ && oldest !== undefined) known.delete(oldest);
    known.set(key, { text, value });
    return value;
  };
  return {
    rulesFile: (document, text) => once("rules", document, text, () => readRulesFile(text)),
    manifest: (document, text, path) =>
      once(`manifest ${path}`, document, text, () => {
        const manifest = readManifest(text, document);
        return { path, document, text, manifest, lines: indexLines(text), files: filesOfManifest(manifest, path) };
      }),
    named: (kind, document, text) =>
      once(kind, document, text, () => {
        const value = runAtOnce(NAMED_FILE_READERS[kind](text, document, Number.POSITIVE_INFINITY));
        return { is: "read", document, value };
      }),
  };
}

function isSame(a: readonly EarlierText[], b: readonly EarlierText[]): boolean {
  return a.length === b.length && a.every((each, at) => each.text === b[at]?.text);
}
