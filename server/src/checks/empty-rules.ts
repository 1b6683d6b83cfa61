import { onDemand } from "../policy/on-demand.ts";
import { countKeys } from "../policy/rules-that-count.ts";
import { isClosed } from "../text/is-closed.ts";
import type { Check } from "./check.ts";
import { removePath } from "./fix-words.ts";
import { quote } from "./quote.ts";

/** A path with an empty array: it says nothing. */
export const emptyRules: Check = {
  code: "empty-rules",
  severity: "error",
  summary: "A path has no rules.",
  *run(file) {
    const counts = onDemand(() => countKeys(file));
    for (const entry of file.paths) {
      const { array, pattern } = entry;
      if (!array || array.elements.length > 0 || !isClosed(file.text, array)) continue;
      // An empty path is the finding of invalid-structure.
      if (pattern.written === "") continue;
      const path = quote(pattern.written);
      // Of equal keys only the last one's rules count (F1.11): without it those of another one would.
      const isOnly = counts().get(pattern.written) === 1;
      yield {
        span: array.span,
        message: `${path} has no rules. Add one, or remove the path.`,
        fixes: isOnly ? [{ title: `Remove ${path}`, edits: removePath(file, entry), preferred: false }] : [],
      };
    }
  },
};
