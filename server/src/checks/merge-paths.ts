// The fix that moves the rules of a path's second key to its first one. Only where nothing can get lost on the way.

import type { PathEntry, Rule, RulesFile } from "../policy/rules-file.ts";
import type { JsonArray } from "../text/json-tree.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { CheckedWorkspace } from "./check.ts";
import { removePath } from "./fix-words.ts";
import { knownRuleType } from "./known-rule-type.ts";
import type { Fix } from "./problem.ts";
import { quote } from "./quote.ts";
import { saysTheSame } from "./says-the-same.ts";

/** One path as two keys, and how often each key of the file is written. */
export interface Twins {
  readonly first: PathEntry;
  readonly twin: PathEntry;
  readonly counts: () => ReadonlyMap<string, number>;
}

/** One fix, or none in a file with syntax faults or with anything but rules below the two keys. */
export function mergePaths(file: RulesFile, { first, twin, counts }: Twins, workspace: CheckedWorkspace): Fix[] {
  if (file.json.faults.length > 0 || !first.array || !twin.array) return [];
  if (!hasOnlyRules(first) || !hasOnlyRules(twin)) return [];
  const typeOf = (rule: Rule) => knownRuleType(rule, workspace)?.name;
  const sameType = ({ rules }: PathEntry, rule: Rule) => rules.filter((other) => typeOf(other) === typeOf(rule));
  const missingIn = (entry: PathEntry, { rules }: PathEntry): Rule[] =>
    rules.filter((rule) => !sameType(entry, rule).some((other) => saysTheSame(rule, other)));
  const moving = missingIn(first, twin);
  const isSame = moving.length === 0 && missingIn(twin, first).length === 0;
  // Of equal keys the first one's rules are lost today and would come to count, which is not certainly wanted.
  const isLost = first.pattern.written === twin.pattern.written;
  const harmless = moving.every((rule) => typeOf(rule) !== undefined && sameType(first, rule).length === 0);
  const removal = removePath(file, twin);
  if (moving.length === 0) {
    if (isLost && !(isSame && counts().get(twin.pattern.written) === 2)) return [];
    return [{ title: "Remove it: the first says the same", edits: removal, preferred: isSame }];
  }
  const title = `Move its rules to the first ${quote(first.pattern.written)}`;
  return [{ title, edits: [appendRules(file, first.array, moving), ...removal], preferred: !isLost && harmless }];
}

function hasOnlyRules({ array, rules }: PathEntry): boolean {
  return array?.elements.length === rules.length;
}

/** The rules go behind the last one as they are written, apart from it as it is from its neighbour. */
function appendRules({ text }: RulesFile, { span, elements }: JsonArray, rules: readonly Rule[]): TextEdit {
  const written = rules.map(({ node }) => text.slice(node.span.start, node.span.end));
  const last = elements.at(-1);
  if (!last) return { span: { start: span.start + 1, end: span.start + 1 }, newText: written.join(", ") };
  const before = elements.at(-2);
  const blanks = text.slice((before?.span.end ?? span.start) + 1, last.span.start);
  const separator = before ? `,${blanks}` : `,${blanks.includes("\n") ? blanks : " "}`;
  return {
    span: { start: last.span.end, end: last.span.end },
    newText: written.map((rule) => separator + rule).join(""),
  };
}
