import { documentedKey } from "../policy/read-rules-file.ts";
import { LONGEST_TTL } from "../policy/read-ttl.ts";
import type { Rule, RulesFile, Ttl } from "../policy/rules-file.ts";
import { removeElements, replaceNode } from "../text/json-edits.ts";
import type { Check } from "./check.ts";
import type { Fix } from "./problem.ts";
import { quote, shorten } from "./quote.ts";

/** A ttl that is no positive whole number of minutes (F1.4). */
export const invalidTtl: Check = {
  code: "invalid-ttl",
  severity: "error",
  summary: "A ttl is not a positive whole number of minutes.",
  *run(file) {
    for (const rule of file.rules) {
      if (!rule.ttl || rule.ttl.minutes !== undefined) continue;
      yield { span: rule.ttl.node.span, message: messageOf(file, rule.ttl), fixes: fixTtl(file, rule, rule.ttl) };
    }
  },
};

function messageOf({ text }: RulesFile, { node }: Ttl): string {
  const isText = node.kind === "string";
  const written = isText ? node.value : text.slice(node.span.start, node.span.end);
  const minutes = Number(written);
  if (Number.isInteger(minutes) && minutes > LONGEST_TTL) {
    return `A ttl of ${shorten(written)} minutes is too long. Write at most "${LONGEST_TTL}", or leave "ttl" out.`;
  }
  const meant = isText ? readWithUnit(written) : undefined;
  const advice = meant === undefined ? `Write it like "30", or leave "ttl" out.` : `Write "${meant}".`;
  return `A ttl is a whole number of minutes from 1 on, not ${isText ? quote(written) : shorten(written)}. ${advice}`;
}

function fixTtl(file: RulesFile, rule: Rule, { node }: Ttl): Fix[] {
  const minutes = node.kind === "string" ? readWithUnit(node.value) : undefined;
  if (minutes !== undefined) {
    const text = JSON.stringify(String(minutes));
    return [{ title: `Change to ${text}`, edits: [replaceNode(node, text)], preferred: true }];
  }
  // Also those that are lost to the last one: they would come to count.
  const all = rule.node.members.flatMap(({ key }, index) => (documentedKey(key.value) === "ttl" ? [index] : []));
  const title = `Remove "ttl": the rule stays until it is removed`;
  return [{ title, edits: removeElements(file.text, rule.node, all), preferred: false }];
}

/** `30m`, `2 hours`, `1d` in minutes. */
function readWithUnit(written: string): number | undefined {
  const [, digits, unit] = /^\s*(\d{1,6})\s*([a-z]+)\s*$/i.exec(written) ?? [];
  const factor = UNITS.find(({ names }) => names.includes(unit?.toLowerCase() ?? ""))?.minutes;
  const minutes = factor === undefined ? 0 : Number(digits) * factor;
  return minutes > 0 && minutes <= LONGEST_TTL ? minutes : undefined;
}

const UNITS: readonly { readonly names: readonly string[]; readonly minutes: number }[] = [
  { names: ["m", "min", "mins", "minute", "minutes"], minutes: 1 },
  { names: ["h", "hr", "hour", "hours"], minutes: 60 },
  { names: ["d", "day", "days"], minutes: 1440 },
];
