// Looking through a large file takes longer than the pause between two keystrokes. So it waits until nobody types, and
// what must follow every keystroke, the simulator's view, goes first.

import type { CancellationToken } from "vscode-languageserver";
import type { Session } from "./session.ts";

/** Whether a document is looked through in less time than anybody notices; one that is not open is not typed in. */
export function isSmall({ documents }: Session, uri: string): boolean {
  return (documents.textOf(uri)?.length ?? 0) < 200_000;
}

/** Resolves when nothing was typed for a moment, or when the question is withdrawn, as editors do with every keystroke. */
export async function waitForQuiet({ documents }: Session, token: CancellationToken): Promise<void> {
  const state = (): string => documents.all().reduce((serials, { serial }) => `${serials} ${serial}`, "");
  for (let before = ""; before !== state() && !token.isCancellationRequested; ) {
    before = state();
    await pause(token);
  }
}

/** The same where any large document is open; at once where none is. */
export async function waitWhereLarge(session: Session, token: CancellationToken): Promise<void> {
  if (session.documents.all().some(({ uri }) => !isSmall(session, uri))) await waitForQuiet(session, token);
}

function pause(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PAUSE_MS);
    token.onCancellationRequested(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

const PAUSE_MS = 300;
