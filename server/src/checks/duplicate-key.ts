import { documentedKey, RULE_KEYS } from "../policy/read-rules-file.ts";
import type { Rule, RulesFile } from "../policy/rules-file.ts";
import { removeElements } from "../text/json-edits.ts";
import type { JsonMember } from "../text/json-tree.ts";
import type { Check, Finding } from "./check.ts";
import type { Fix } from "./problem.ts";
import { quote } from "./quote.ts";

/** A documented key that comes twice in one rule: only the last one counts (F1.11). */
export const duplicateKey: Check = {
  code: "duplicate-key",
  severity: "error",
  summary: "A key comes twice in one rule; only the last one counts, the others are silently lost.",
  *run(file) {
    for (const rule of file.rules) if (rule.lostKeys.length > 0) yield* findRepeated(file, rule);
  },
};

function* findRepeated(file: RulesFile, rule: Rule): Iterable<Finding> {
  for (const name of RULE_KEYS) {
    const twins = rule.node.members.filter((member) => documentedKey(member.key.value) === name);
    const [first, ...later] = twins;
    if (!first || later.length === 0) continue;
    const fixes = keepOne(file, rule, twins);
    for (const member of later) {
      yield {
        span: member.key.span,
        message: `${quote(member.key.value)} is in this rule already, and only the last one counts. Keep one.`,
        related: [{ span: first.key.span, message: `The first ${quote(first.key.value)}` }],
        fixes,
      };
    }
  }
}

/** The last one is what counts today; which one was meant is certain only when they say the same. */
function keepOne(file: RulesFile, rule: Rule, twins: readonly JsonMember[]): Fix[] {
  const values = new Set(twins.map(({ value }) => value && file.text.slice(value.span.start, value.span.end)));
  const among = new Set(twins);
  const keep = (kept: JsonMember | undefined, which: string, preferred: boolean): Fix => {
    const members = rule.node.members;
    const lost = members.flatMap((member, index) => (among.has(member) && member !== kept ? [index] : []));
    return { title: `Keep only the ${which}`, edits: removeElements(file.text, rule.node, lost), preferred };
  };
  const last = keep(twins.at(-1), "last", values.size === 1);
  return values.size === 1 ? [last] : [last, keep(twins[0], "first", false)];
}
