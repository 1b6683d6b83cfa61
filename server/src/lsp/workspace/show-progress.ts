// Shows work that takes its time in the editor, if the editor can show it, with a way to cancel it.

import type { Connection } from "vscode-languageserver";

export interface Progress {
  /** @param share of the work, between 0 and 1. */
  report(share: number): void;
  end(): void;
}

export type StartProgress = (title: string, cancel: () => void) => Progress;

/** Progress in the editor behind the connection; where it cannot show any, nothing happens. */
export function progressOf(connection: Connection): StartProgress {
  return (title, cancel) => {
    let ended = false;
    let percent = -1;
    const reporter = connection.window.createWorkDoneProgress().then((created) => {
      // The work may have ended before the editor had made room for its progress.
      if (ended) return undefined;
      created.begin(title, 0, undefined, true);
      created.token.onCancellationRequested(cancel);
      return created;
    });
    const shown = reporter.catch(() => undefined);
    return {
      report: (share) => {
        const now = Math.floor(share * 100);
        if (now <= percent) return;
        percent = now;
        void shown.then((created) => created?.report(now));
      },
      end: () => {
        ended = true;
        void shown.then((created) => created?.done());
      },
    };
  };
}
