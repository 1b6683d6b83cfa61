// With what the texts of today are compared, in the words of the view, from what the session knows of both.

import type { Asker } from "../../evaluator/prepare-identity.ts";
import { type Against, describeEarlier } from "../../features/simulator/describe-earlier.ts";
import type { EarlierText } from "../../features/simulator/earlier-snapshot.ts";
import type { Sides, Subject } from "../../features/simulator/subject.ts";
import type { Session } from "../session.ts";
import { placeOf } from "./keep-earlier.ts";
import { hasErrors } from "./keep-errors.ts";

/** @param asker the client in question; nobody where every role is compared. */
export function againstEarlier(
  session: Session,
  texts: readonly EarlierText[],
  sides: Sides<Subject>,
  asker?: Asker,
): Against {
  const pathOf = (uri: string): string | undefined => placeOf(sides.after.snapshot, uri);
  return describeEarlier(texts, sides, { hasErrors: hasErrors(session, sides.before), pathOf }, asker);
}
