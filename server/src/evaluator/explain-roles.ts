// Why a client holds a role or does not, in words.

import type { Association, SubClaim } from "../policy/role.ts";
import { joinedDemands } from "./match-sub-claims.ts";
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
  if (subClaims.some(({ unread }) => unread)) return "sub-claims that cannot be read";
  return subClaims.map((subClaim) => `${subClaim.key} = ${valuesText(subClaim, operators)}`).join(" and ");
}

/** With operators as they are read, from left to right: where none is written, it is OR (F6.5). */
function valuesText(subClaim: SubClaim, operators: boolean): string {
  if (!operators) return shownValues(subClaim.values, " or ");
  const [first, ...rest] = joinedDemands(subClaim, operators);
  const shown = (value: string): string => shownValues([value], " ");
  return first === undefined
    ? shownValues([], " ")
    : `${shown(first.demanded)}${rest.map(({ joinedBy, demanded }) => ` ${joinedBy} ${shown(demanded)}`).join("")}`;
}

/** Several associations may lack the same. */
function joinFailures(failed: readonly FailedMatch[]): string {
  const causes = [...new Set(failed.map(explainFailure))];
  return causes.length === 1
    ? listSome(causes)
    : `none of its ${failed.length} associations matches: ${listSome(causes)}`;
}

function explainFailure(match: FailedMatch): string {
  if (match.lacks === "readable sub-claims") return "nobody can match the association: its sub-claims cannot be read";
  if (match.lacks === "claim") return `the client has no sub-claim ${shownText(match.key)}`;
  if (match.lacks === "any value")
    return `nobody can match ${shownText(match.key)}: the association names no value of it`;
  const { key, demanded, operators = false } = match;
  return `${shownText(key)} lacks ${shownText(valuesText({ key, values: demanded }, operators))}`;
}

function listSome(parts: readonly string[]): string {
  const rest = parts.length - MOST_LISTED;
  return [...parts.slice(0, MOST_LISTED), ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
}

const MOST_LISTED = 3;
