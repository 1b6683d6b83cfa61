// Looking through a large file takes longer than the pause between two keystrokes. So it waits until nobody types, and
// what must follow every keystroke, the simulator's view, goes first.

import type { CancellationToken } from "vscode-languageserver";

/** Whether a text of so many characters is looked through in less time than anybody notices. */
export function isSmall(length: number): boolean {
  return length < 200_000;
}

/** Resolves after a pause, or when the question is withdrawn, as editors do with every keystroke. */
export function waitForQuiet(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PAUSE_MS);
    token.onCancellationRequested(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

const PAUSE_MS = 300;
