import type { RulesFile } from "../policy/rules-file.ts";
import { replaceNode } from "../text/json-edits.ts";
import type { SyntaxFault } from "../text/syntax-fault.ts";
import type { Check } from "./check.ts";
import { hasOnlyPlainFaults, isPlainComment, isPlainValue, isPlainWord } from "./plain-faults.ts";
import type { Fix } from "./problem.ts";
import { findRuleAround } from "./rule-around.ts";

/** Text that is not JSON as the akeyless command reads it. Editors that say it themselves switch it off. */
export const jsonSyntax: Check = {
  code: "json-syntax",
  severity: "error",
  summary: "The text is not JSON as the akeyless command reads it: a comment, a comma too many, a missing bracket.",
  *run(file, { syntax }) {
    if (syntax === "none") return;
    const certain = findCertainKinds(file);
    for (const fault of file.json.faults) {
      if (syntax !== "all" && fault.kind !== "comment") continue;
      const fixes = fixFault(file, fault).map((fix) => ({ ...fix, preferred: certain.has(fault.kind) }));
      const isDoubtful = fault.kind === "comment" && !isPlainComment(file.text, fault);
      yield { span: fault.span, message: isDoubtful ? DOUBTFUL_COMMENT : fault.message, fixes };
    }
  },
};

const DOUBTFUL_COMMENT =
  "This is read as a comment, which the akeyless command rejects. If it is part of a path, put the path in double quotes.";

/** Where a bracket or quote is missing, all that follows may be other than it looks; bare words may tell of a quote. */
function findCertainKinds({ text, json }: RulesFile): ReadonlySet<SyntaxFault["kind"]> {
  const found = new Set(json.faults.map(({ kind }) => kind));
  if (found.has("other")) return new Set();
  const certain = new Set<SyntaxFault["kind"]>(["trailing-comma", "bare-word"]);
  if (!found.has("bare-word")) certain.add("missing-comma");
  if (hasOnlyPlainFaults(text, json)) certain.add("comment");
  return certain;
}

type Mend = Omit<Fix, "preferred">;

function fixFault(file: RulesFile, fault: SyntaxFault): Mend[] {
  switch (fault.kind) {
    case "comment":
      if (!isPlainComment(file.text, fault)) return [];
      return [{ title: "Remove the comment", edits: [{ span: commentSpan(file.text, fault), newText: "" }] }];
    case "trailing-comma":
      return [{ title: "Remove the comma", edits: [{ span: fault.span, newText: "" }] }];
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

/** Only between what may stand before a comma and what may follow one. */
function insertComma(text: string, { span }: SyntaxFault): Mend[] {
  if (!`"{[`.includes(text.charAt(span.start))) return [];
  const at = text.slice(0, span.start).trimEnd().length;
  if (!/["\]}\w]/.test(text.charAt(at - 1))) return [];
  return [{ title: "Insert a comma", edits: [{ span: { start: at, end: at }, newText: "," }] }];
}

/** `[read, list]` without quotes becomes the documented text (F1.3). */
function quoteList(file: RulesFile, { span }: SyntaxFault): Mend[] | undefined {
  const node = findRuleAround(file.rules, span)?.capabilities?.node;
  if (node?.kind !== "array" || node.span.start > span.start || node.span.end < span.end) return undefined;
  const written = file.text.slice(node.span.start, node.span.end);
  if (!/^\[[\w\s,]*\]$/.test(written)) return undefined;
  if (!isPlainValue(file.text, node.span)) return [];
  const text = JSON.stringify(written.replace(/\s+/g, " "));
  return [{ title: `Change to ${text}`, edits: [replaceNode(node, text)] }];
}

/** Only where quotes are all that is missing: beside a lone quote or a second word the mistake lies elsewhere. */
function quoteWord(text: string, fault: SyntaxFault): Mend[] {
  if (!isPlainWord(text, fault)) return [];
  const word = text.slice(fault.span.start, fault.span.end).replace(/^'(.*)'$/, "$1");
  const quoted = JSON.stringify(word);
  return [{ title: `Change to ${quoted}`, edits: [{ span: fault.span, newText: quoted }] }];
}
