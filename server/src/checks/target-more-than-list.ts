import { readCapability } from "../policy/capability.ts";
import type { CapabilityList } from "../policy/rules-file.ts";
import { replaceNode } from "../text/json-edits.ts";
import type { MeaningCheck } from "./check.ts";
import { removeCapabilities } from "./fix-words.ts";
import type { Fix } from "./problem.ts";
import { joinWords, quote } from "./quote.ts";

/** Those who use targets need only list them, says the best-practices document. */
export const targetMoreThanList: MeaningCheck = {
  code: "target-more-than-list",
  severity: "warning",
  summary: "A rule grants more than list on targets, which hold privileged credentials.",
  *run({ judged }) {
    for (const { rule, type, stands } of judged()) {
      const list = rule.capabilities;
      if (type.name !== "target-rule" || stands.denies || !list) continue;
      const more = list.items.flatMap(({ value }, index) => {
        const name = readCapability(value)?.word.name;
        return name === undefined || name === "list" ? [] : [index];
      });
      const words = more.flatMap((index) => list.items[index] ?? []);
      const [first] = words;
      if (!first) continue;
      const named = joinWords(
        words.map(({ value }) => quote(value)),
        "and",
      );
      yield {
        span: { start: first.span.start, end: words.at(-1)?.span.end ?? first.span.end },
        message: `Those who use targets need only "list"; ${named} ${words.length > 1 ? "are" : "is"} for the administrators of targets. Keep only "list".`,
        fixes: [keepList(list, more)],
      };
    }
  },
};

/** It takes access away, so it is never made without asking. */
function keepList(list: CapabilityList, more: readonly number[]): Fix {
  const edits =
    more.length < list.items.length
      ? removeCapabilities(list, more)
      : [replaceNode(list.node, JSON.stringify("[list]"))];
  return { title: `Keep only "list"`, edits, preferred: false };
}
