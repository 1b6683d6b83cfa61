// One file, two ways of writing the beginning of a path. The server adds a missing slash (F5.1), so that nothing is
// wrong and this is only a hint; but the same path is then easily written twice.

import type { PathEntry, RulesFile } from "../policy/rules-file.ts";
import { spanInString } from "../text/string-content.ts";
import type { Check } from "./check.ts";
import type { Fix } from "./problem.ts";
import { quote } from "./quote.ts";

/** A path that begins with a slash where most of the file's paths do not, or the other way round. */
export const mixedLeadingSlash: Check = {
  code: "mixed-leading-slash",
  severity: "hint",
  summary: "A path begins with a slash and most paths of the file do not, or the other way round.",
  *run(file) {
    const told = file.paths.filter(({ pattern }) => pattern.written !== "");
    const slashed = told.filter(hasSlash).length;
    const mostHave = slashed * 2 > told.length;
    // As many of one form as of the other: neither is the file's own.
    if (slashed * 2 === told.length) return;
    const odd = told.filter((entry) => hasSlash(entry) !== mostHave && !needsSlash(entry));
    if (odd.length === 0) return;
    const twins = findTwins(told);
    for (const entry of odd) {
      if (twins.has(entry.pattern.normal)) continue;
      yield {
        span: entry.key.span,
        message: `${quote(entry.pattern.written)} is written ${mostHave ? "without" : "with"} a leading slash, and most paths of the file ${mostHave ? "with" : "without"} one. It means the same; write all in one way.`,
        fixes: [changeSlash(file, entry)],
      };
    }
  },
};

function hasSlash({ pattern }: PathEntry): boolean {
  return pattern.written.startsWith("/");
}

/** Paths that come more than once: that they do is the finding of duplicate-path. */
function findTwins(entries: readonly PathEntry[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twins = new Set<string>();
  for (const { pattern } of entries) {
    if (seen.has(pattern.normal)) twins.add(pattern.normal);
    seen.add(pattern.normal);
  }
  return twins;
}

/** Without its first slash "/" would be empty, and "//a" would still begin with one. */
function needsSlash({ pattern: { written } }: PathEntry): boolean {
  return written === "/" || written.startsWith("//");
}

/** Certain: the path is the same. */
function changeSlash({ text }: RulesFile, { key, pattern }: PathEntry): Fix {
  const { written, normal } = pattern;
  const [form, edit] = written.startsWith("/")
    ? [written.slice(1), { span: spanInString(text, key, 0, 1), newText: "" }]
    : [normal, { span: spanInString(text, key, 0, 0), newText: "/" }];
  return { title: `Change to ${quote(form)}`, edits: [edit], preferred: true };
}
