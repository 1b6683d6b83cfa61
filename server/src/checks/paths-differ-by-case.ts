import type { PathEntry } from "../policy/rules-file.ts";
import type { Check } from "./check.ts";
import { quote } from "./quote.ts";

/** Two paths that are the same but for capital letters. Paths are case-sensitive (F5.6, A11), so they are two. */
export const pathsDifferByCase: Check = {
  code: "paths-differ-by-case",
  severity: "information",
  summary: "Two paths differ only in capital letters; they are different paths.",
  *run({ paths }) {
    const first = new Map<string, PathEntry>();
    for (const entry of paths) {
      const { normal, written } = entry.pattern;
      const folded = normal.toLowerCase();
      const other = first.get(folded);
      if (!other) first.set(folded, entry);
      else if (other.pattern.normal !== normal) {
        const twin = quote(other.pattern.written);
        yield {
          span: entry.key.span,
          message: `${quote(written)} and ${twin} differ only in capital letters. Paths are case-sensitive, so each means other objects. Write one of them if they are meant to be the same.`,
          related: [{ span: other.key.span, message: `The first, ${twin}` }],
        };
      }
    }
  },
};
