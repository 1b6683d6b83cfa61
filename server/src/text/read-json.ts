// Reads JSON text. Reading is total: broken text gives the tree of what could be read, and faults that say what is wrong.
// Comments are reported but passed over. What is mended in broken text, and how: tree-builder.ts.

import { buildJsonTree } from "./build-json-tree.ts";
import type { JsonTree } from "./json-tree.ts";
import { moveSpan } from "./move-json.ts";
import { readSyntaxFaults, type SyntaxFault } from "./syntax-fault.ts";

/**
 * Reads text as strict JSON, as far as it goes. Never throws, also not on text nested thousands deep.
 * @param at where the text begins in its document, when it is only a piece of it: all spans count from the document.
 */
export function readJson(text: string, at = 0): JsonTree {
  const { root, errors, marks, tooDeep } = buildJsonTree(text, at);
  if (tooDeep !== undefined) return { root: undefined, faults: [tooDeepFault(at + tooDeep)] };
  const faults = readSyntaxFaults(text, errors);
  return {
    root,
    faults: at === 0 ? faults : faults.map((fault) => ({ ...fault, span: moveSpan(fault.span, at) })),
    ...(marks.length > 0 && at === 0 ? { progress: { marks, errors } } : {}),
  };
}

function tooDeepFault(at: number): SyntaxFault {
  return {
    kind: "other",
    message: "This JSON is nested too deeply to be read.",
    span: { start: at, end: at + 1 },
  };
}
