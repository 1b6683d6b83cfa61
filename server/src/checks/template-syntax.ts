// Braces that were meant as a template and are read as ordinary characters (F5.5).

import type { PathPattern, TemplateFault } from "../policy/path-pattern.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import type { JsonString } from "../text/json-tree.ts";
import type { Span } from "../text/span.ts";
import { spanInString } from "../text/string-content.ts";
import type { Check, Finding } from "./check.ts";
import { changeWord } from "./fix-words.ts";
import type { Fix } from "./problem.ts";
import { quote } from "./quote.ts";

/** A template that is not `{{claim}}`: braces that do not close, single ones, a dot, no name. */
export const templateSyntax: Check = {
  code: "template-syntax",
  severity: "warning",
  summary: "Braces in a path that look like a template {{claim}} and are not one.",
  *run(file) {
    for (const { pattern, key } of file.paths) {
      for (const stretch of joinFaults(pattern)) yield describeFault(file, key, pattern.written, stretch);
    }
  },
};

/** Faults that touch, or open and close the same braces, are one mistake; braces next to them belong to it. */
function joinFaults({ written, templateFaults }: PathPattern): TemplateFault[] {
  const joined: TemplateFault[] = [];
  for (const fault of templateFaults) {
    const last = joined.at(-1);
    const to = endOfTemplate(written, fault);
    if (last && (last.to >= fault.from || closes(written, last, fault))) {
      joined[joined.length - 1] = { kind: "unbalanced", from: last.from, to: Math.max(last.to, to) };
    } else joined.push({ ...fault, from: startOfTemplate(written, fault), to });
  }
  return joined;
}

/** Behind closing braces that follow; of a template that is not closed, behind the name that fills its segment. */
function endOfTemplate(written: string, { kind, from, to }: TemplateFault): number {
  const open = kind === "unbalanced" && written.startsWith("{{", from);
  const rest = (open ? /^\.?[\w.-]*\}?(?=\/|$)|^\}+/ : /^\}+/).exec(written.slice(to));
  return to + (rest?.[0].length ?? 0);
}

/** Before the name of a template that closes but does not open, where the two fill a segment. */
function startOfTemplate(written: string, { kind, from, to }: TemplateFault): number {
  const closing = kind === "unbalanced" && written.startsWith("}}", from) && (written[to] ?? "/") === "/";
  const segment = closing ? written.slice(written.lastIndexOf("/", from) + 1, from) : "";
  return /^[\w.-]+$/.test(segment) ? from - segment.length : from;
}

function closes(written: string, open: TemplateFault, close: TemplateFault): boolean {
  const isOpen = open.kind === "unbalanced" && written.startsWith("{{", open.from);
  return isOpen && close.kind === "unbalanced" && written.startsWith("}}", close.from);
}

function describeFault({ text }: RulesFile, key: JsonString, written: string, fault: TemplateFault): Finding {
  const braces = written.slice(fault.from, fault.to);
  const span = spanInString(text, key, fault.from, fault.to);
  const template = templateOf(braces);
  const write = template === undefined ? "a sub-claim key in double braces, such as {{groups}}" : template;
  return {
    span,
    message: `${MESSAGES[fault.kind](quote(braces))} Write ${write}.`,
    fixes: changeTo(span, template, fault),
  };
}

const MESSAGES: Readonly<Record<TemplateFault["kind"], (braces: string) => string>> = {
  unbalanced: (braces) => `The braces ${braces} do not close around one sub-claim key, and are read as they stand.`,
  dotted: (braces) => `${braces} is no template: a sub-claim key has no dot before it.`,
  empty: (braces) => `${braces} names no sub-claim.`,
  "single-brace": (braces) => `${braces} is read as it stands: a template has double braces.`,
};

/** The template that was meant, where one name stands between the braces. */
function templateOf(braces: string): string | undefined {
  const name = /^\{*\s*\.?([A-Za-z_][\w.-]*)\s*\}*$/.exec(braces)?.[1];
  return name === undefined ? undefined : `{{${name}}}`;
}

/** A single brace may also belong to the name of an object. */
function changeTo(span: Span, template: string | undefined, { kind }: TemplateFault): Fix[] {
  return template === undefined ? [] : [changeWord(span, template, kind === "dotted")];
}
