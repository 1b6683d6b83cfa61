import { isClosed } from "../text/is-closed.ts";
import type { Check } from "./check.ts";
import { removeRule } from "./fix-words.ts";

/** A list without a word: the rule permits nothing and denies nothing. */
export const emptyCapabilities: Check = {
  code: "empty-capabilities",
  severity: "error",
  summary: "The list of capabilities is empty.",
  *run(file) {
    for (const entry of file.paths) {
      for (const rule of entry.rules) {
        const list = rule.capabilities;
        if (!list || list.items.length > 0 || !isClosed(file.text, list.node)) continue;
        yield {
          span: list.node.span,
          message: `The list of capabilities is empty. Name some, such as "[read, list]", or remove the rule.`,
          fixes: [{ title: "Remove the rule", edits: removeRule(file, entry, rule), preferred: false }],
        };
      }
    }
  },
};
