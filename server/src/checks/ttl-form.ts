import { replaceNode } from "../text/json-edits.ts";
import type { Check } from "./check.ts";

/** A ttl that is read but not written as documented (F1.4): digits in double quotes. */
export const ttlForm: Check = {
  code: "ttl-form",
  severity: "warning",
  summary: `A ttl is not written in the documented form "30".`,
  *run({ rules }) {
    for (const { ttl } of rules) {
      if (ttl?.minutes === undefined) continue;
      const { node, minutes } = ttl;
      const text = String(minutes);
      if (node.kind === "string" && node.value === text) continue;
      const fault = node.kind === "number" ? "A ttl is documented as text, not as a number" : "A ttl is digits only";
      yield {
        span: node.span,
        message: `${fault}. Write "${text}".`,
        fixes: [{ title: `Change to "${text}"`, edits: [replaceNode(node, JSON.stringify(text))], preferred: true }],
      };
    }
  },
};
