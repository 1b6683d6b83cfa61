// A policy as it was: the same manifest and exports with the earlier texts of some rules files.
// Earlier rules stand in documents of another name, so that sentences tell both versions apart.

import { type AccessRule, accessRulesOf } from "../../policy/access-rule.ts";
import type { RulesFile } from "../../policy/rules-file.ts";
import type { Subject } from "./subject.ts";

/** The earlier text of a rules file. */
export interface EarlierText {
  readonly uri: string;
  /** Nothing where the file was not there: then it had no rules. */
  readonly text: string | undefined;
  /** Which version it is, such as "HEAD". */
  readonly label: string;
  /** Where it can be opened. */
  readonly address: string | undefined;
}

/**
 * The subject with the earlier texts in the place of the working ones.
 * @param read reads a text, or gives what it has read already: earlier texts stay the same while others are typed.
 */
export function earlierSubject(
  subject: Subject,
  texts: readonly EarlierText[],
  read: (uri: string, text: string) => RulesFile,
): Subject {
  const earlier = texts.map((each) => readEarlier(each, read));
  const roles = subject.policy.roles.map((role) => {
    const mine = earlier.filter(({ uri }) => subject.rolesOf(uri).some(({ name }) => name === role.name));
    if (mine.length === 0) return role;
    const kept = role.rules.filter(({ source }) => !mine.some(({ uri }) => uri === source.document));
    return { ...role, rules: [...kept, ...mine.flatMap(({ rules }) => rules)] };
  });
  const byName = new Map(earlier.map((each) => [each.document, each]));
  return {
    ...subject,
    policy: { ...subject.policy, roles },
    targets: {
      linesOf: (document) => byName.get(document)?.file ?? subject.targets.linesOf(document),
      uriOf: (document) => {
        const known = byName.get(document);
        return known ? known.address : subject.targets.uriOf(document);
      },
    },
  };
}

/** With what the working texts are compared, as a sentence. */
export function describeEarlier(texts: readonly EarlierText[]): string {
  if (texts.length === 0) return "No rules file has been edited since.";
  const names = texts.map(({ uri, label, text }) => {
    const name = decodeURIComponent(uri.slice(Math.max(uri.lastIndexOf("/"), uri.indexOf(":")) + 1));
    if (text !== undefined) return `${name} (${label})`;
    return label === "saved" ? `${name} (never saved)` : `${name} (not in ${label})`;
  });
  return `Compared with ${names.join(", ")}.`;
}

interface EarlierFile {
  readonly uri: string;
  readonly document: string;
  readonly address: string | undefined;
  readonly file: RulesFile;
  readonly rules: readonly AccessRule[];
}

function readEarlier(
  { uri, text, label, address }: EarlierText,
  read: (uri: string, text: string) => RulesFile,
): EarlierFile {
  const file = read(uri, text ?? "{}");
  const document = `${uri} (${label})`;
  return { uri, document, address, file, rules: accessRulesOf(file, document) };
}
