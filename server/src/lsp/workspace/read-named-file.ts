// From the text of an export to what it says, without keeping anybody waiting: after each bounded step the messages
// that have arrived meanwhile are answered.

import type { CancellationToken } from "vscode-languageserver";
import { runAtOnce, type Steps } from "../../policy/open-export.ts";
import type { ClaimsFile, NamedFileKind, NamedFileValues } from "../../policy/policy-snapshot.ts";
import { readAuthMethodExportInSteps } from "../../policy/read-auth-method-export.ts";
import { readClaimsFile } from "../../policy/read-claims.ts";
import { readItemExportInSteps, readTargetExportInSteps } from "../../policy/read-inventory-export.ts";
import { readRoleExportInSteps } from "../../policy/read-role-export.ts";
import { indexLines } from "../../text/line-index.ts";
import { waitForMessages } from "../wait-for-messages.ts";

/** Texts up to this length are read at once. */
const STEP_LENGTH = 100_000;

/**
 * Reads a file as what its kind says. @returns nothing if it was cancelled.
 * @param onProgress is told how much of the work is done, roughly, between 0 and 1; not for small files.
 */
export async function readNamedFile(
  kind: NamedFileKind,
  text: string,
  document: string,
  token: CancellationToken,
  onProgress: (share: number) => void,
): Promise<NamedFileValues[NamedFileKind] | undefined> {
  const steps = NAMED_FILE_READERS[kind](text, document, STEP_LENGTH);
  if (text.length <= STEP_LENGTH) return runAtOnce(steps);
  // Lines, brackets, pieces: a text is gone over three times.
  const expected = (3 * text.length) / STEP_LENGTH;
  let began = performance.now();
  for (let count = 1; ; count++) {
    const step = steps.next();
    if (step.done) return step.value;
    // Many steps are so short that a pause after each would take longer than they do.
    if (performance.now() - began < TURN_MS) continue;
    await waitForMessages();
    if (token.isCancellationRequested) return undefined;
    onProgress(Math.min(count / expected, 1));
    began = performance.now();
  }
}

/** After so long others have their turn, as soon as the step is done. */
const TURN_MS = 5;

type Reader = (text: string, document: string, stepLength: number) => Steps<NamedFileValues[NamedFileKind]>;

/** How each kind is read, in bounded steps. */
export const NAMED_FILE_READERS: Readonly<Record<NamedFileKind, Reader>> = {
  roles: readRoleExportInSteps,
  authMethods: readAuthMethodExportInSteps,
  items: readItemExportInSteps,
  targets: readTargetExportInSteps,
  claims: readClaimsInSteps,
};

/** One client's claims are small: they are read in one step. */
function* readClaimsInSteps(text: string): Steps<ClaimsFile> {
  yield undefined;
  return { ...readClaimsFile(text), lines: indexLines(text), hasList: true, cutShort: false, nextPage: undefined };
}
