import { type FieldFault, stringField } from "../text/json-fields.ts";
import { type JsonObject, readJson } from "../text/json-tree.ts";
import { indexLines, type LineIndex } from "../text/line-index.ts";

/** An export while it is being read: its readers add their faults to the list. */
export interface ExportText {
  readonly document: string;
  readonly lines: LineIndex;
  /** Absent when the text is no JSON object. */
  readonly root: JsonObject | undefined;
  readonly faults: FieldFault[];
}

/** Opens the output of an akeyless command. Never throws. */
export function openExport(text: string, document: string): ExportText {
  const { root, faults: syntax } = readJson(text);
  const faults: FieldFault[] = syntax.map(({ span, message }) => ({ span, message }));
  const lines = indexLines(text);
  if (root?.kind === "object") return { document, lines, root, faults };
  if (faults.length === 0) {
    const span = root?.span ?? { start: 0, end: 0 };
    faults.push({ span, message: "An export must be a JSON object, as the akeyless command prints it with --json." });
  }
  return { document, lines, root: undefined, faults };
}

/** Whether the command had more to tell: the export names a next page (section 8). */
export function isCutShort(root: JsonObject): boolean {
  return (stringField(root, "next_page", [])?.value ?? "") !== "";
}
