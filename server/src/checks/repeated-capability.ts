import { findCapability } from "../policy/capability.ts";
import type { CapabilityList } from "../policy/rules-file.ts";
import type { Span } from "../text/span.ts";
import type { Check, Finding } from "./check.ts";
import { removeCapabilities } from "./fix-words.ts";
import { quote } from "./quote.ts";

/** A capability that the same list has already. Words in other forms have their own findings first. */
export const repeatedCapability: Check = {
  code: "repeated-capability",
  severity: "warning",
  summary: "A capability comes twice in one list.",
  *run({ rules }) {
    for (const { capabilities } of rules) {
      if (capabilities && capabilities.items.length > 1) yield* findRepeated(capabilities);
    }
  },
};

function* findRepeated(list: CapabilityList): Iterable<Finding> {
  const first = new Map<string, Span>();
  for (const [index, { value, span }] of list.items.entries()) {
    const earlier = first.get(value);
    if (!earlier) {
      first.set(value, span);
      continue;
    }
    if (!findCapability(value)) continue;
    yield {
      span,
      message: `${quote(value)} is in this list already. Remove it.`,
      tag: "unnecessary",
      related: [{ span: earlier, message: `The first ${quote(value)}` }],
      fixes: [{ title: `Remove this ${quote(value)}`, edits: removeCapabilities(list, [index]), preferred: true }],
    };
  }
}
