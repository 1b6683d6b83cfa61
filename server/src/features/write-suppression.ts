// Writes a suppression into the text of a manifest, as one of its suppressions or as the first.

import { fieldNode } from "../text/json-fields.ts";
import { readJson } from "../text/read-json.ts";
import type { TextEdit } from "../text/text-edit.ts";

/** What is suppressed; without a file or a path everywhere. */
export interface NewSuppression {
  readonly check: string;
  readonly file?: string;
  readonly path?: string;
}

/** The edit, or nothing where the manifest cannot be read. The reason is left for the writer to say. */
export function writeSuppression(text: string, suppression: NewSuppression): TextEdit | undefined {
  const { root } = readJson(text);
  if (root?.kind !== "object") return undefined;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const written = JSON.stringify({ ...suppression, reason: "" })
    .replace(/^\{/, "{ ")
    .replace(/\}$/, " }")
    .replaceAll('":"', '": "')
    .replaceAll('","', '", "');
  const list = fieldNode(root, "suppress");
  if (list && list.kind !== "array") return undefined;
  const last = list ? list.elements.at(-1) : root.members.at(-1);
  const indent = list ? "    " : "  ";
  const entry = list ? written : `"suppress": [${end}    ${written}${end}  ]`;
  if (last) return { span: { start: last.span.end, end: last.span.end }, newText: `,${end}${indent}${entry}` };
  const inside = (list ?? root).span;
  const close = list ? `${end}  ` : end;
  return { span: { start: inside.start + 1, end: inside.end - 1 }, newText: `${end}${indent}${entry}${close}` };
}
