// Sentences whose mentions of rules lead to their places, whatever documents these are in.

import type { Range } from "vscode-languageserver-types";
import type { Sentence } from "../evaluator/sentence.ts";
import type { RuleSource } from "../policy/access-rule.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import { toRange } from "./to-lsp.ts";

/** A sentence in pieces: plain text, and mentions of rules that lead to their lines. */
export type LinkedSentence = readonly (string | LinkedMention)[];

export interface LinkedMention {
  readonly label: string;
  readonly uri: string;
  readonly range: Range;
}

/** Where rules stand. */
export interface LinkTargets {
  /** Of a document's name the text with its lines, where it is at hand; otherwise only the line is known. */
  linesOf(document: string): Pick<RulesFile, "lines"> | undefined;
  /** The address of a document; nothing where it cannot be opened. */
  uriOf(document: string): string | undefined;
}

/** A mention of a document that cannot be opened stays plain text. */
export function linkSentence(sentence: Sentence, targets: LinkTargets): LinkedSentence {
  return sentence.map((part) => {
    if (typeof part === "string") return part;
    const uri = targets.uriOf(part.source.document);
    return uri === undefined ? part.label : { label: part.label, uri, range: rangeOf(part.source, targets) };
  });
}

function rangeOf({ document, span, line }: RuleSource, { linesOf }: LinkTargets): Range {
  const file = linesOf(document);
  if (file) return toRange(file, span);
  return { start: { line, character: 0 }, end: { line, character: 0 } };
}
