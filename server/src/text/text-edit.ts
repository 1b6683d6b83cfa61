import type { Span } from "./span.ts";

/** Replaces a stretch of the text. Edits that belong together never overlap. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The text after all the edits, given in any order; their offsets all mean the text before any of them. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = "";
  let copied = 0;
  for (const { span, newText } of ordered) {
    result += text.slice(copied, span.start) + newText;
    copied = span.end;
  }
  return result + text.slice(copied);
}
