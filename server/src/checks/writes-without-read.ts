import type { CapabilityName } from "../policy/capability.ts";
import { bitOf } from "../policy/capability-set.ts";
import type { CapabilityList } from "../policy/rules-file.ts";
import type { MeaningCheck } from "./check.ts";
import type { Fix } from "./problem.ts";
import { joinWords, quote } from "./quote.ts";

/**
 * An item rule that lets its holders change what they cannot read: no other capability implies read (F3.1).
 * Only items are judged: reading targets, roles and auth methods is advised against. Exact over the rules of the file.
 */
export const writesWithoutRead: MeaningCheck = {
  code: "writes-without-read",
  severity: "hint",
  summary: "A rule lets items be changed but not read, and no other rule of the file grants read there.",
  *run({ judged, lacksSomewhere }) {
    for (const { rule, type, stands, tokens } of judged()) {
      if (type.name !== "item-rule" || stands.denies || !rule.capabilities) continue;
      const granted = stands.rule.capabilities;
      const writes = WRITES.filter((name) => granted.includes(name));
      if (writes.length === 0 || granted.includes("read") || !lacksSomewhere(type, tokens, bitOf("read"))) continue;
      const words = joinWords(
        writes.map((name) => quote(name)),
        "and",
      );
      yield {
        span: rule.capabilities.node.span,
        message: `${words} ${writes.length > 1 ? "do" : "does"} not include "read": the holders can change these items and not see their values. Add "read" unless that is meant.`,
        fixes: addRead(rule.capabilities),
      };
    }
  },
};

const WRITES: readonly CapabilityName[] = ["create", "update", "delete"];

/** Before the other words, where the list is written as text. */
function addRead({ form, items }: CapabilityList): Fix[] {
  const first = items[0];
  if (form === "array" || !first) return [];
  const place = { start: first.span.start, end: first.span.start };
  return [{ title: `Add "read"`, edits: [{ span: place, newText: "read, " }], preferred: false }];
}
