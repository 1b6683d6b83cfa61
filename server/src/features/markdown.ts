// Markdown for hovers, and the same as plain text for editors that show none. User text never becomes markup.

import type { Sentence } from "../evaluator/sentence.ts";
import { escapeText } from "../evaluator/shown-text.ts";

/** Text as a code span, whatever characters it holds. */
export function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence}${pad}${text.replace(/\s/g, " ")}${pad}${fence}`;
}

/** A path as a code span: what stands between the quotes of the file, and what nobody would see escaped. */
export function pathSpan(path: string): string {
  return codeSpan(escapeText(path));
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

/**
 * What people read of Markdown that this file has written: bold and code as they are, links without their targets, and
 * paths in quotes, since nothing else would tell where they end.
 * It reads no Markdown of others.
 */
export function plainText(markdown: string): string {
  return markdown.replace(MARKUP, (_, __, code?: string, escaped?: string) => {
    if (code === undefined) return escaped ?? "";
    // A code span with backticks in it has a blank at either end.
    const text = code.includes("`") ? code.slice(1, -1) : code;
    return text.startsWith("/") ? `"${text}"` : text;
  });
}

/** A code span, an escaped character, bold, and a link's brackets with its target. */
const MARKUP = /(`+)(?!`)(.*?[^`])\1(?!`)|\\(.)|\*\*|\]\([^)]*\)|\[/gs;

/** A link that opens a document at a 0-based line. */
function linkTarget(uri: string, line: number): string {
  return `${uri.replace(/[()\s<>]/g, (char) => encodeURIComponent(char).replace("(", "%28").replace(")", "%29"))}#L${line + 1}`;
}
