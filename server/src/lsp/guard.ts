// The one guard around every handler: a fault of ours neither ends the server nor hides, and is logged once.
// Parameters are read when a message arrives, so that an answer belongs to the text that was asked about;
// the answer is computed a moment later, so that a cancellation behind the request is seen before the work.

import { CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { field } from "./read-unknown.ts";
import type { Session } from "./session.ts";
import { waitForMessages } from "./wait-for-messages.ts";

/** Reads the parameters, and gives what computes the answer. Throws a ResponseError for parameters that are wrong. */
export type RequestHandler = (session: Session, params: unknown) => (token: CancellationToken) => unknown;

export type NotificationHandler = (session: Session, params: unknown) => void;

/** The answer to every request before the client has said what it is. */
export const NOT_INITIALIZED: ResponseError<void> = new ResponseError(
  ErrorCodes.ServerNotInitialized,
  "The server is not initialized yet.",
);

/** Answers a request; what fails by a fault of ours is answered with null, which means "nothing" in every request. */
export async function answerGuarded(
  session: Session | undefined,
  feature: string,
  handler: RequestHandler,
  params: unknown,
  token: CancellationToken = CancellationToken.None,
): Promise<unknown> {
  if (!session) return NOT_INITIALIZED;
  try {
    const compute = handler(session, params);
    await waitForMessages();
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
    return await compute(token);
  } catch (error) {
    if (error instanceof ResponseError) return error;
    reportFailure(session, feature, params, error);
    return null;
  }
}

/** Takes a notification. Nobody waits for an answer, so wrong parameters are logged like a fault. */
export function takeGuarded(
  session: Session | undefined,
  feature: string,
  handler: NotificationHandler,
  params: unknown,
): void {
  if (!session) return;
  try {
    handler(session, params);
  } catch (error) {
    reportFailure(session, feature, params, error);
  }
}

/** Runs work that no message asked for. */
export function runGuarded(session: Session, feature: string, uri: string, work: () => void): void {
  takeGuarded(session, feature, work, { textDocument: { uri } });
}

const reported = new WeakMap<Session, Set<string>>();

function reportFailure(session: Session, feature: string, params: unknown, error: unknown): void {
  const uri = uriOf(params);
  const key = `${feature} ${uri}`;
  const known = reported.get(session) ?? new Set();
  reported.set(session, known);
  if (known.has(key)) return;
  known.add(key);
  const message = error instanceof Error ? error.message : String(error);
  const details = error instanceof Error && !(error instanceof ResponseError) ? error.stack : message;
  session.connection.console.error(`${feature} failed${uri ? ` for ${uri}` : ""}: ${details}`);
  session.tell("policyLens/featureFailed", { feature, uri, message });
}

function uriOf(params: unknown): string | undefined {
  const uri = field(params, "textDocument", "uri") ?? field(params, "uri");
  return typeof uri === "string" ? uri : undefined;
}
