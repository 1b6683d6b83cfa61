import type { MeaningCheck } from "./check.ts";
import { removeCapabilities } from "./fix-words.ts";
import { quote } from "./quote.ts";

/** `list` beside a capability that includes it (F3.1). Only a hint: the documentation writes it too. Other types have advice against the rest. */
export const redundantList: MeaningCheck = {
  code: "redundant-list",
  severity: "hint",
  summary: "The word list stands beside a capability that includes it.",
  *run({ judged }) {
    for (const { rule, type, stands } of judged()) {
      const list = rule.capabilities;
      if (type.name !== "item-rule" || !list || stands.denies || !stands.rule.capabilities.includes("list")) continue;
      const including = stands.rule.capabilities.find((name) => name !== "list");
      const indexes = list.items.flatMap(({ value }, index) => (value === "list" ? [index] : []));
      const word = list.items[indexes[0] ?? list.items.length];
      if (including === undefined || !word) continue;
      yield {
        span: word.span,
        message: `${quote(including)} includes "list". It may be left out.`,
        tag: "unnecessary",
        fixes: [{ title: `Remove "list"`, edits: removeCapabilities(list, indexes), preferred: false }],
      };
    }
  },
};
