import type { CapabilityList } from "../policy/rules-file.ts";
import type { Check, Finding } from "./check.ts";
import { removeCapabilities } from "./fix-words.ts";
import { knownRuleType } from "./known-rule-type.ts";
import type { Fix } from "./problem.ts";
import { joinWords, quote } from "./quote.ts";

/** Capabilities beside `deny` in one rule: they permit nothing (F3.2). One finding for each stretch of dead words. */
export const denyWithOthers: Check = {
  code: "deny-with-others",
  severity: "warning",
  summary: "Capabilities beside deny in the same rule have no effect.",
  *run({ rules }, workspace) {
    for (const rule of rules) {
      const list = rule.capabilities;
      if (!list?.items.some((item) => item.value === "deny")) continue;
      const known = knownRuleType(rule, workspace)?.word?.capabilities;
      // Where deny or the other word does not exist, that is the finding.
      if (!known?.includes("deny")) continue;
      const dead = list.items.flatMap(({ value }, index) =>
        value !== "deny" && known.some((name) => name === value) ? [index] : [],
      );
      yield* describeStretches(list, dead);
    }
  },
};

function* describeStretches(list: CapabilityList, dead: readonly number[]): Iterable<Finding> {
  const fixes = [keepDeny(list, dead), keepOthers(list, dead)];
  let from = 0;
  for (const [at, index] of dead.entries()) {
    if (dead[at + 1] === index + 1) continue;
    const items = dead.slice(from, at + 1).flatMap((one) => list.items[one] ?? []);
    from = at + 1;
    const start = items[0]?.span.start ?? list.node.span.start;
    const words = joinWords(
      items.map((item) => quote(item.value)),
      "and",
    );
    yield {
      span: { start, end: items.at(-1)?.span.end ?? start },
      message: `Beside "deny", ${words} ${items.length > 1 ? "have" : "has"} no effect: deny overrides every permission. Keep only "deny".`,
      tag: "unnecessary",
      fixes,
    };
  }
}

/** Means the same, and says it. */
function keepDeny(list: CapabilityList, dead: readonly number[]): Fix {
  return { title: `Keep only "deny"`, edits: removeCapabilities(list, dead), preferred: true };
}

/**
 * Grants what was denied: only whoever wrote the rule knows whether that was meant. There is no third way: a deny and
 * grants in two rules of one type and path are the same rule twice (F1.9).
 */
function keepOthers(list: CapabilityList, dead: readonly number[]): Fix {
  const denies = list.items.flatMap(({ value }, index) => (value === "deny" ? [index] : []));
  const granted = [...new Set(dead.flatMap((index) => list.items[index]?.value ?? []))];
  return {
    title: `Remove "deny", and grant ${joinWords(granted.map(quote), "and")} there`,
    edits: removeCapabilities(list, denies),
    preferred: false,
  };
}
