// Whom the hints in the text are about, as the view says. Nobody until somebody is chosen.

import type { AskedClient } from "../../features/simulator/choose-client.ts";
import type { Session } from "../session.ts";
import { readClient } from "./read-simulator-params.ts";

const chosen = new WeakMap<Session, AskedClient>();

/** Whom the hints are about. */
export function chosenClient(session: Session): AskedClient | undefined {
  return chosen.get(session);
}

/** Takes another client, or nobody. */
export function takeChosenClient(session: Session, params: unknown): void {
  const client = readClient(params);
  if (client) chosen.set(session, client);
  else chosen.delete(session);
  refreshHints(session);
}

/** Hints are asked for anew. */
export function refreshHints({ client, connection }: Session): void {
  if (client.refreshesHints) void connection.languages.inlayHint.refresh().catch(() => undefined);
}

/** What stands above paths is asked for anew. */
export function refreshLenses({ client, connection }: Session): void {
  if (client.refreshesLenses) void connection.sendRequest("workspace/codeLens/refresh").catch(() => undefined);
}
