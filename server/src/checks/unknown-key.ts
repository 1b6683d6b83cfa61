import type { Rule } from "../policy/rules-file.ts";
import { removeElement } from "../text/json-edits.ts";
import type { JsonMember } from "../text/json-tree.ts";
import type { Check, Finding } from "./check.ts";
import { meantKey } from "./meant-key.ts";
import { quote } from "./quote.ts";

/** A key that is not documented and near to none that is missing (F1.2). The command ignores it (F1.11). */
export const unknownKey: Check = {
  code: "unknown-key",
  severity: "warning",
  summary: "A rule has a key other than rule-type, capabilities and ttl; it is ignored.",
  *run({ rules, text }) {
    for (const rule of rules) {
      for (const member of rule.otherKeys) if (!meantKey(rule, member)) yield describeKey(text, rule, member);
    }
  },
};

function describeKey(text: string, rule: Rule, member: JsonMember): Finding {
  const key = quote(member.key.value);
  return {
    span: member.key.span,
    message: `A rule has no key ${key}, so it is ignored. Remove it; the keys are rule-type, capabilities and ttl.`,
    fixes: [
      {
        title: `Remove ${key}`,
        edits: removeElement(text, rule.node, rule.node.members.indexOf(member)),
        preferred: false,
      },
    ],
  };
}
