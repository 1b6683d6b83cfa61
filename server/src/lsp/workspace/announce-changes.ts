// Tells which documents belong to snapshots that have become others since it was told last.

import type { PolicySnapshot } from "../../policy/policy-snapshot.ts";
import { listDocuments } from "./project-snapshots.ts";

export interface Announcements {
  /** @param byEdit whether only an edit of an open document can have changed something. */
  announce(byEdit: boolean): void;
  /** Nothing is told any more. */
  dispose(): void;
}

export interface AnnouncedFolder {
  /** The snapshots as they are now, each by what stays the same of it. */
  snapshots(): ReadonlyMap<string, PolicySnapshot>;
  /** Is told the documents of every snapshot that has become another one, as it was and as it is. */
  changed(uris: readonly string[], byEdit: boolean): void;
  /** Is told that a fault of ours kept it from being told. */
  failed(error: unknown): void;
}

/** Takes nothing for told at first: whatever is there is announced once. */
export function createAnnouncements({ snapshots, changed, failed }: AnnouncedFolder): Announcements {
  let announced: ReadonlyMap<string, PolicySnapshot> = new Map();
  let isOver = false;
  const announceChanges = (byEdit: boolean): void => {
    const before = announced;
    const now = snapshots();
    const keys = [...new Set([...before.keys(), ...now.keys()])].filter((key) => before.get(key) !== now.get(key));
    const others = keys.flatMap((key) => [before.get(key) ?? [], now.get(key) ?? []].flat());
    announced = now;
    const uris = new Set(others.flatMap(listDocuments));
    if (uris.size > 0) changed([...uris], byEdit);
  };
  return {
    // It runs when nobody waits for an answer: a fault ends nothing.
    announce: (byEdit) => {
      if (isOver) return;
      try {
        announceChanges(byEdit);
      } catch (error) {
        failed(error);
      }
    },
    dispose: () => {
      isOver = true;
    },
  };
}
