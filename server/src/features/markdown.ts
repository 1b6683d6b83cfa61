// Markdown for hovers. User text never becomes markup.

import type { Sentence } from "../evaluator/sentence.ts";

/** Text as a code span, whatever characters it holds. */
export function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence}${pad}${text.replace(/\s/g, " ")}${pad}${fence}`;
}

/** A sentence with its mentions as links to the lines they name. */
export function linkedSentence(sentence: Sentence, uri: string): string {
  return sentence
    .map((part) =>
      typeof part === "string"
        ? escapeMarkdown(part)
        : `[${escapeMarkdown(part.label)}](${linkTarget(part.source.document || uri, part.source.line)})`,
    )
    .join("");
}

/** Plain text that stays plain text inside a line of Markdown. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]|<>&~$]/g, "\\$&").replace(/\s/g, " ");
}

/** A link that opens a document at a 0-based line. */
function linkTarget(uri: string, line: number): string {
  return `${uri.replace(/[()\s<>]/g, (char) => encodeURIComponent(char).replace("(", "%28").replace(")", "%29"))}#L${line + 1}`;
}
