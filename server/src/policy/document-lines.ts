import { indexLines, type LineIndex } from "../text/line-index.ts";
import type { PolicySnapshot } from "./policy-snapshot.ts";

/** The lines of a rules file, a manifest or a file that a manifest names; of one that was not read, a single empty one. */
export function documentLines(policy: PolicySnapshot | undefined, document: string): LineIndex {
  const rules = policy?.rulesFiles.get(document)?.lines;
  if (rules) return rules;
  if (policy?.manifest?.document === document) return policy.manifest.lines;
  const named = policy?.namedFiles.find(({ state }) => state.document === document);
  return named?.state.is === "read" ? named.state.value.lines : NO_LINES;
}

const NO_LINES: LineIndex = indexLines("");
