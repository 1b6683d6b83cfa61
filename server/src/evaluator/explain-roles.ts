// Why a client holds a role or does not, in words.

import type { Association } from "../policy/role.ts";
import type { FailedMatch, HeldRole, WhyNotHeld } from "./select-roles.ts";
import { shownText, shownValues } from "./shown-text.ts";
import { momentText } from "./time-words.ts";

/** By which association a role is held, and what speaks against it. */
export function explainHeld({ association, lacksForcedSubClaims }: HeldRole): string {
  const by = associationText(association);
  return lacksForcedSubClaims ? `${by}, though the auth method demands sub-claims of every association (F6.8)` : by;
}

/** Why a role is not held, as the end of a sentence. */
export function explainWhyNotHeld(why: WhyNotHeld): string {
  switch (why.kind) {
    case "not-associated":
      return "it is not associated with the auth method.";
    case "auth-method-expired":
      return `the auth method expired at ${momentText(why.at)}.`;
    case "sub-claims":
      return `${joinFailures(why.failed)}.`;
    case "api-key": {
      const [demands = "", ...others] = why.associations.map((each) => shownText(demandsText(each)));
      return others.length === 0
        ? `an API key has no sub-claims, so the association with ${demands} never matches (F6.8).`
        : `an API key has no sub-claims, so none of its associations ever matches (F6.8): ${listSome([demands, ...others])}.`;
    }
  }
}

/** An association in short: its auth method and the sub-claims it demands. */
export function associationText(association: Association): string {
  const { authMethod, subClaims } = association;
  return `${authMethod}, ${subClaims.length === 0 ? "every client" : demandsText(association)}`;
}

function demandsText({ subClaims, operators }: Association): string {
  return subClaims.map(({ key, values }) => `${key} = ${shownValues(values, operators ? " " : " or ")}`).join(" and ");
}

/** Several associations may lack the same. */
function joinFailures(failed: readonly FailedMatch[]): string {
  const causes = [...new Set(failed.map(explainFailure))];
  return causes.length === 1
    ? listSome(causes)
    : `none of its ${failed.length} associations matches: ${listSome(causes)}`;
}

function explainFailure(match: FailedMatch): string {
  if (match.lacks === "claim") return `the client has no sub-claim ${shownText(match.key)}`;
  return `${shownText(match.key)} lacks ${shownText(shownValues(match.demanded, " or "))}`;
}

function listSome(parts: readonly string[]): string {
  const rest = parts.length - MOST_LISTED;
  return [...parts.slice(0, MOST_LISTED), ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
}

const MOST_LISTED = 3;
