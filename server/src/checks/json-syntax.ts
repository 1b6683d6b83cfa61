import type { RulesFile } from "../policy/rules-file.ts";
import { replaceNode } from "../text/json-edits.ts";
import type { SyntaxFault } from "../text/syntax-fault.ts";
import type { Check, Finding } from "./check.ts";
import type { Fix } from "./problem.ts";
import { findRuleAround } from "./rule-around.ts";

/** Text that is not JSON as the akeyless command reads it. Editors that say it themselves switch it off. */
export const jsonSyntax: Check = {
  code: "json-syntax",
  severity: "error",
  summary: "The text is not JSON as the akeyless command reads it: a comment, a comma too many, a missing bracket.",
  *run(file, { syntax }) {
    if (syntax === "none") return;
    for (const fault of file.json.faults) {
      if (syntax === "all" || fault.kind === "comment") yield describeFault(file, fault);
    }
  },
};

function describeFault(file: RulesFile, fault: SyntaxFault): Finding {
  return { span: fault.span, message: fault.message, fixes: fixFault(file, fault) };
}

function fixFault(file: RulesFile, fault: SyntaxFault): Fix[] {
  switch (fault.kind) {
    case "comment":
      return [
        { title: "Remove the comment", edits: [{ span: commentSpan(file.text, fault), newText: "" }], preferred: true },
      ];
    case "trailing-comma":
      return [{ title: "Remove the comma", edits: [{ span: fault.span, newText: "" }], preferred: true }];
    case "missing-comma":
      return insertComma(file.text, fault);
    case "bare-word":
      return quoteList(file, fault) ?? quoteWord(file.text, fault);
    case "other":
      return [];
  }
}

/** The comment with the blanks before it, and with its line when nothing else stands on it. */
function commentSpan(text: string, { span }: SyntaxFault): { start: number; end: number } {
  let start = span.start;
  while (text[start - 1] === " " || text[start - 1] === "\t") start--;
  const lineEnd = /\r?\n|$/y;
  lineEnd.lastIndex = span.end;
  const end = lineEnd.exec(text) ? lineEnd.lastIndex : span.end;
  const startsLine = start === 0 || text[start - 1] === "\n";
  return { start, end: startsLine && end > span.end ? end : span.end };
}

/** Only before something that may follow a comma. */
function insertComma(text: string, { span }: SyntaxFault): Fix[] {
  if (!`"{[`.includes(text.charAt(span.start))) return [];
  const at = text.slice(0, span.start).trimEnd().length;
  return [{ title: "Insert a comma", edits: [{ span: { start: at, end: at }, newText: "," }], preferred: true }];
}

/** `[read, list]` without quotes becomes the documented text (F1.3). */
function quoteList(file: RulesFile, { span }: SyntaxFault): Fix[] | undefined {
  const node = findRuleAround(file.rules, span)?.capabilities?.node;
  if (node?.kind !== "array" || node.span.start > span.start || node.span.end < span.end) return undefined;
  const written = file.text.slice(node.span.start, node.span.end);
  if (!/^\[[\w\s,]*\]$/.test(written)) return undefined;
  const text = JSON.stringify(written.replace(/\s+/g, " "));
  return [{ title: `Change to ${text}`, edits: [replaceNode(node, text)], preferred: true }];
}

/** Not where a quote stands beside it already: then the mistake lies elsewhere. */
function quoteWord(text: string, { span }: SyntaxFault): Fix[] {
  if (text[span.start - 1] === `"` || text[span.end] === `"`) return [];
  const word = text.slice(span.start, span.end).replace(/^'(.*)'$/, "$1");
  const quoted = JSON.stringify(word);
  return [{ title: `Change to ${quoted}`, edits: [{ span, newText: quoted }], preferred: true }];
}
