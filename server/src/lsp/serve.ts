// Serves one connection, whatever it runs over. What is answered stands in two tables, by method.

import { type CancellationToken, type Connection, ErrorCodes, ResponseError } from "vscode-languageserver";
import { REQUESTS } from "./answer-requests.ts";
import { answerGuarded, NOT_INITIALIZED, takeGuarded } from "./guard.ts";
import { field } from "./read-unknown.ts";
import { serverCapabilities } from "./server-capabilities.ts";
import { createSession, readClientAbilities, type Session } from "./session.ts";
import { NOTIFICATIONS } from "./take-notifications.ts";
import type { FileAccess } from "./workspace/file-access.ts";

/** What the place where the server runs provides. */
export interface ServerPlace {
  /** The address of the pages on checks, with `{code}` in it, unless the client knows a better one. */
  readonly checkPages: string | undefined;
  /** How files are read where the client does not read them; absent where there is no disk. */
  readonly disk?: FileAccess;
}

/** Listens until the connection ends. */
export function serve(connection: Connection, place: ServerPlace): void {
  let session: Session | undefined;
  let stopped = false;

  connection.onInitialize((params: unknown) => {
    if (stopped) return new ResponseError(ErrorCodes.InvalidRequest, "The server is shut down.");
    if (session) return new ResponseError(ErrorCodes.InvalidRequest, "The server is initialized already.");
    const started = createSession(connection, readClientAbilities(params, place.checkPages), place.disk);
    started.applySettings(field(params, "initializationOptions", "settings"));
    session = started;
    return { capabilities: serverCapabilities(started.client), serverInfo: { name: "policy-lens" } };
  });

  connection.onShutdown(() => {
    stopped = true;
    session?.workspace.dispose();
  });

  for (const [method, handler] of Object.entries(REQUESTS)) {
    connection.onRequest(method, (...received: unknown[]) => {
      if (stopped) return SHUT_DOWN;
      const { params, token } = readReceived(received);
      return answerGuarded(session, method, handler, params, token);
    });
  }
  connection.onRequest((method) => {
    if (stopped) return SHUT_DOWN;
    return session ? new ResponseError(ErrorCodes.MethodNotFound, `There is no method "${method}".`) : NOT_INITIALIZED;
  });
  for (const [method, handler] of Object.entries(NOTIFICATIONS)) {
    connection.onNotification(method, (...received: unknown[]) => {
      if (!stopped) takeGuarded(session, method, handler, received[0]);
    });
  }
  connection.listen();
}

const SHUT_DOWN: ResponseError<void> = new ResponseError(ErrorCodes.InvalidRequest, "The server is shut down.");

/** The connection hands over the parameters, if there are any, with a cancellation token behind them. */
function readReceived(received: readonly unknown[]): { params: unknown; token: CancellationToken | undefined } {
  const token = received.at(-1) as CancellationToken | undefined;
  return { params: received.length > 1 ? received[0] : undefined, token };
}
