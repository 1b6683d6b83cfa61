// Why a client holds a role or does not, in words.

import type { Association } from "../policy/role.ts";
import type { WhyNotHeld } from "./select-roles.ts";
import { shownText } from "./shown-text.ts";
import { momentText } from "./time-words.ts";

/** Why a role is not held, as the end of a sentence. */
export function explainWhyNotHeld(why: WhyNotHeld): string {
  switch (why.kind) {
    case "not-associated":
      return "it is not associated with the auth method.";
    case "auth-method-expired":
      return `the auth method expired at ${momentText(why.at)}.`;
    case "sub-claims": {
      const { match } = why;
      if (match.lacks === "claim") return `the client has no sub-claim ${shownText(match.key)}.`;
      return `${shownText(match.key)} lacks ${shownText(match.demanded.join(" or "))}.`;
    }
  }
}

/** An association in short: its auth method and the sub-claims it demands. */
export function associationText({ authMethod, subClaims, operators }: Association): string {
  if (subClaims.length === 0) return `${authMethod}, every client`;
  const demands = subClaims.map(({ key, values }) => `${key} = ${values.join(operators ? " " : " or ")}`);
  return `${authMethod}, ${demands.join(" and ")}`;
}
