// Sentences whose mentions of rules stay links until the edge writes them out: the hover as links, the terminal
// as file and line. The words are the same everywhere.

import type { RuleSource } from "../policy/access-rule.ts";
import { shownText } from "./shown-text.ts";

export type Sentence = readonly (string | Mention)[];

/** A mention of a rule by its place, `line 4` or `line 4 of app.akeyless.json`. */
export interface Mention {
  readonly label: string;
  readonly source: RuleSource;
}

/** The sentence as plain text. */
export function sentenceText(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === "string" ? part : part.label)).join("");
}

/**
 * Names a rule by its line, 1-based; the document's name is added unless all that is told stands in one document.
 * @param home the document that goes without saying.
 */
export function mention(source: RuleSource, home: string | undefined, start: "Line" | "line" = "line"): Mention {
  const line = `${start} ${source.line + 1}`;
  return { label: source.document === home ? line : `${line} of ${shownText(documentName(source.document))}`, source };
}

/** The last segment of a file's path; of a uri's, as people write it. */
function documentName(document: string): string {
  const name = document.slice(Math.max(document.lastIndexOf("/"), document.lastIndexOf("\\")) + 1);
  if (!/^[a-z][\w+.-]+:/i.test(document)) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
