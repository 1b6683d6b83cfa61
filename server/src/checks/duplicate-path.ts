// One path written as two keys: exactly, or only once with the leading slash that the server adds (F5.1).

import { onDemand } from "../policy/on-demand.ts";
import type { PathEntry, RulesFile } from "../policy/rules-file.ts";
import { countKeys } from "../policy/rules-that-count.ts";
import type { Check, CheckedWorkspace, Finding } from "./check.ts";
import { mergePaths, type Twins } from "./merge-paths.ts";
import { quote } from "./quote.ts";

/** The same path twice. Of equal keys only the last one's rules count, the others are silently lost (F1.11). */
export const duplicatePath: Check = {
  code: "duplicate-path",
  severity: "error",
  summary: "A path comes twice, also once with and once without the leading slash; rules may be lost.",
  *run(file, workspace) {
    const counts = onDemand(() => countKeys(file));
    const byKey = new Map<string, PathEntry>();
    const byPath = new Map<string, PathEntry>();
    for (const entry of file.paths) {
      const { written, normal } = entry.pattern;
      if (written === "") continue;
      const twin = byKey.get(written) ?? byPath.get(normal);
      if (twin) yield describeTwin(file, { first: twin, twin: entry, counts }, workspace);
      if (!byKey.has(written)) byKey.set(written, entry);
      if (!byPath.has(normal)) byPath.set(normal, entry);
    }
  },
};

function describeTwin(file: RulesFile, twins: Twins, workspace: CheckedWorkspace): Finding {
  const key = quote(twins.twin.pattern.written);
  const first = quote(twins.first.pattern.written);
  const fault =
    key === first
      ? `${key} comes twice. Only the last one counts, and the rules of the first are lost.`
      : `${key} and ${first} are the same path: the leading slash is added.`;
  return {
    span: twins.twin.key.span,
    message: `${fault} Write all rules below one key.`,
    related: [{ span: twins.first.key.span, message: `The first ${first}` }],
    fixes: mergePaths(file, twins, workspace),
  };
}
