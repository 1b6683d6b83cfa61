// One path written as two keys: exactly, or only once with the leading slash that the server adds (F5.1).

import type { PathEntry, RulesFile } from "../policy/rules-file.ts";
import type { Check, CheckedWorkspace, Finding } from "./check.ts";
import { mergePaths } from "./merge-paths.ts";
import { quote } from "./quote.ts";

/** The same path twice. Of equal keys only the last one's rules count, the others are silently lost (F1.11). */
export const duplicatePath: Check = {
  code: "duplicate-path",
  severity: "error",
  summary: "A path comes twice, also once with and once without the leading slash; rules may be lost.",
  *run(file, workspace) {
    const byKey = new Map<string, PathEntry>();
    const byPath = new Map<string, PathEntry>();
    for (const entry of file.paths) {
      const { written, normal } = entry.pattern;
      if (written === "") continue;
      const twin = byKey.get(written) ?? byPath.get(normal);
      if (twin) yield describeTwin(file, entry, twin, workspace);
      if (!byKey.has(written)) byKey.set(written, entry);
      if (!byPath.has(normal)) byPath.set(normal, entry);
    }
  },
};

function describeTwin(file: RulesFile, entry: PathEntry, twin: PathEntry, workspace: CheckedWorkspace): Finding {
  const key = quote(entry.pattern.written);
  const first = quote(twin.pattern.written);
  const fault =
    key === first
      ? `${key} comes twice. Only the last one counts, and the rules of the first are lost.`
      : `${key} and ${first} are the same path: the leading slash is added.`;
  return {
    span: entry.key.span,
    message: `${fault} Write all rules below one key.`,
    related: [{ span: twin.key.span, message: `The first ${first}` }],
    fixes: mergePaths(file, twin, entry, workspace),
  };
}
