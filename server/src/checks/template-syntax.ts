// Braces that were meant as a template and are read as ordinary characters (F5.5).

import type { PathPattern, TemplateFault } from "../policy/path-pattern.ts";
import type { PathEntry, RulesFile } from "../policy/rules-file.ts";
import { spanInString } from "../text/string-content.ts";
import type { Check, Finding } from "./check.ts";
import { changeWord } from "./fix-words.ts";
import { namePaths, type PathNames } from "./path-names.ts";
import { quote } from "./quote.ts";

/** A template that is not `{{claim}}`: braces that do not close, single ones, a dot, no name. */
export const templateSyntax: Check = {
  code: "template-syntax",
  severity: "warning",
  summary: "Braces in a path that look like a template {{claim}} and are not one.",
  *run(file) {
    const names = namePaths(file, mendDotted);
    for (const entry of file.paths) {
      for (const stretch of joinFaults(entry.pattern)) yield describeFault(file, entry, names, stretch);
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

/** The path with every template right whose form is certain. */
function mendDotted(pattern: PathPattern): string {
  let mended = "";
  let copied = 0;
  for (const { kind, from, to } of pattern.templateFaults.length > 0 ? joinFaults(pattern) : []) {
    const template = kind === "dotted" ? templateOf(pattern.written.slice(from, to)) : undefined;
    if (template === undefined) continue;
    mended += pattern.written.slice(copied, from) + template;
    copied = to;
  }
  return mended + pattern.written.slice(copied);
}

function describeFault({ text }: RulesFile, entry: PathEntry, names: PathNames, fault: TemplateFault): Finding {
  const { key, pattern } = entry;
  const { written } = pattern;
  const braces = written.slice(fault.from, fault.to);
  const span = spanInString(text, key, fault.from, fault.to);
  const template = templateOf(braces);
  const mended = template && written.slice(0, fault.from) + template + written.slice(fault.to);
  // A single brace may also belong to the name of an object.
  const isCertain = fault.kind === "dotted" && names.isMendedAlone(pattern);
  const write = template === undefined ? "a sub-claim key in double braces, such as {{groups}}" : template;
  return {
    span,
    message: `${MESSAGES[fault.kind](quote(braces))} Write ${write}.`,
    fixes: template && mended && !names.isTaken(mended) ? [changeWord(span, template, isCertain)] : [],
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
