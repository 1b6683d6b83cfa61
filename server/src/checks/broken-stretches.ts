// The stretches of a text that are not JSON, so that no other finding may be trusted there:
// what a string that is not closed swallowed looks like keys and words that nobody wrote.

import type { RulesFile } from "../policy/rules-file.ts";
import type { Span } from "../text/span.ts";
import type { SyntaxFault } from "../text/syntax-fault.ts";
import { findRuleAround, firstWhere } from "./rule-around.ts";

/** Tells whether a span lies in a broken stretch, at least in part. A fault breaks the rule it stands in, as a whole. */
export function findBrokenStretches({ json, rules }: RulesFile): (span: Span) => boolean {
  const stretches: { start: number; end: number }[] = [];
  for (const fault of json.faults) {
    if (!breaks(fault)) continue;
    const stretch = findRuleAround(rules, fault.span)?.node.span ?? fault.span;
    const last = stretches.at(-1);
    if (last && stretch.start <= last.end) last.end = Math.max(last.end, stretch.end);
    else stretches.push({ ...stretch });
  }
  return (span) => {
    const next = stretches[firstWhere(stretches, (stretch) => stretch.end > span.start)];
    return next !== undefined && next.start < span.end;
  };
}

/** Comments and commas are read past without harm; a missing end says nothing of what stands before it. */
function breaks({ kind, span }: SyntaxFault): boolean {
  return (kind === "bare-word" || kind === "other") && span.end > span.start;
}
