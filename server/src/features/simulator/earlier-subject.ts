// What the simulator asks of a policy as it was, and the words for what it is compared with.

import { shownText } from "../../evaluator/shown-text.ts";
import { MANIFEST_NAME } from "../../policy/manifest.ts";
import type { PolicySnapshot } from "../../policy/policy-snapshot.ts";
import { type EarlierText, earlierName } from "./earlier-snapshot.ts";
import { nameOfUri } from "./name-of-uri.ts";
import type { Subject } from "./subject.ts";

/** The subject of an earlier state. Its earlier documents are opened where their texts say. */
export function earlierSubject(subject: Subject, snapshot: PolicySnapshot, texts: readonly EarlierText[]): Subject {
  const byName = new Map(texts.map((text) => [earlierName(text), text]));
  const { policy, rulesFiles, version, rolesOf } = snapshot;
  return {
    ...subject,
    ...{ policy, rulesFiles, version, rolesOf, snapshot },
    targets: {
      linesOf: (document) => rulesFiles.get(document) ?? subject.targets.linesOf(document),
      uriOf: (document) => {
        const known = byName.get(document);
        return known ? known.address : subject.targets.uriOf(document);
      },
    },
  };
}

/**
 * With what the working texts are compared, in sentences, and what of it is left out.
 * @param hasErrors whether rules of an earlier document, by its name, may be lost.
 */
export function describeEarlier(
  texts: readonly EarlierText[],
  { manifestPath }: Subject,
  hasErrors: (document: string) => boolean,
): string {
  if (texts.length === 0) return "Nothing that this policy is made of has been edited since.";
  const manifests = texts.filter(({ uri }) => nameOfUri(uri) === MANIFEST_NAME);
  const named = texts.slice(0, MOST_NAMED).map(nameVersion);
  const rest = texts.length - named.length;
  const faulty = texts.filter((text) => hasErrors(earlierName(text)));
  return [
    `Compared with ${[...named, ...(rest > 0 ? [`${rest} more`] : [])].join(", ")}.`,
    ...(manifests.some(({ text }) => text === undefined)
      ? [`There was no ${MANIFEST_NAME}: it counts as having been what it is now.`]
      : []),
    ...(manifestPath === undefined && manifests.length > 0
      ? [`There is no ${MANIFEST_NAME} any more: who held which role is not compared.`]
      : []),
    ...faulty.slice(0, MOST_NAMED).map((text) => `Rules of ${nameVersion(text)} may be lost to errors in it.`),
  ].join(" ");
}

/** After a move of a whole folder there may be hundreds. */
const MOST_NAMED = 10;

function nameVersion({ uri, label, text }: EarlierText): string {
  const name = shownText(nameOfUri(uri));
  if (text !== undefined) return `${name} (${label})`;
  return label === "saved" ? `${name} (never saved)` : `${name} (not in ${label})`;
}
