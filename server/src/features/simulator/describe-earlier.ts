// The words for what the working texts are compared with, and for what of it is left out or not known.

import { notesOnBoth } from "../../evaluator/notes-on-answer.ts";
import type { Asker } from "../../evaluator/prepare-identity.ts";
import { shownText } from "../../evaluator/shown-text.ts";
import { MANIFEST_NAME } from "../../policy/manifest.ts";
import { type EarlierText, earlierName } from "./earlier-snapshot.ts";
import { nameOfUri } from "./name-of-uri.ts";
import type { Sides, Subject } from "./subject.ts";

export interface Against {
  /** Sentences. */
  readonly against: string;
  /** False where something of either side is known to be left out: then that nothing was found is no proof. */
  readonly isWhole: boolean;
}

export interface Knowledge {
  /** Whether something of an earlier document, by its name, may be lost to errors. */
  hasErrors(document: string): boolean;
  /** Where a document lies below the folder of the policy. */
  pathOf(uri: string): string | undefined;
}

/** @param asker the client in question; nobody where every role is compared. */
export function describeEarlier(
  texts: readonly EarlierText[],
  { before, after }: Sides<Subject>,
  { hasErrors, pathOf }: Knowledge,
  asker?: Asker,
): Against {
  const { manifestPath } = after;
  const manifests = texts.filter(({ uri }) => nameOfUri(uri) === MANIFEST_NAME);
  // A manifest elsewhere in the folder is none of this policy.
  const others = manifestPath === undefined ? [] : manifests.filter(({ uri }) => pathOf(uri) !== manifestPath);
  const own = texts.filter((text) => !others.includes(text));
  if (own.length === 0) return { against: "Nothing that this policy is made of has been edited since.", isWhole: true };
  const name = nameIn(own, pathOf);
  const named = own.slice(0, MOST_NAMED).map(name);
  const rest = own.length - named.length;
  const faulty = own.filter((text) => hasErrors(earlierName(text)));
  const isNew = manifests.some((text) => text.text === undefined && !others.includes(text));
  const reserved = [
    ...(isNew ? [others.length > 0 ? WAS_ANOTHER : WAS_NONE] : []),
    ...(manifestPath === undefined && manifests.length > 0 ? [IS_GONE] : []),
    ...faulty.slice(0, MOST_NAMED).map((text) => `Parts of ${name(text)} may be lost to errors in it.`),
    ...notesOnBoth(before.policy, after.policy, asker),
  ];
  const compared = `Compared with ${[...named, ...(rest > 0 ? [`${rest} more`] : [])].join(", ")}.`;
  return { against: [compared, ...reserved].join(" "), isWhole: reserved.length === 0 };
}

const WAS_NONE = `There was no ${MANIFEST_NAME}: it counts as having been what it is now.`;
const WAS_ANOTHER = `Another ${MANIFEST_NAME} held then: of what files a role was made and who held it is not compared.`;
const IS_GONE = `There is no ${MANIFEST_NAME} any more: who held which role is not compared.`;

/** After a move of a whole folder there may be hundreds. */
const MOST_NAMED = 10;

/** Names versions by the names of their files, and by the paths of those that share a name with another. */
function nameIn(texts: readonly EarlierText[], pathOf: Knowledge["pathOf"]): (text: EarlierText) => string {
  const counts = new Map<string, number>();
  for (const { uri } of texts) counts.set(nameOfUri(uri), (counts.get(nameOfUri(uri)) ?? 0) + 1);
  return ({ uri, label, text }) => {
    const name = nameOfUri(uri);
    const shown = shownText((counts.get(name) ?? 0) > 1 ? (pathOf(uri) ?? name) : name);
    if (text !== undefined) return `${shown} (${label})`;
    return label === "saved" ? `${shown} (never saved)` : `${shown} (not in ${label})`;
  };
}
