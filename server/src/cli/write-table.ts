// Text in columns, for people. Widths are those of the words without their colours.

import type { Paint, Style } from "./paint.ts";
import { printable } from "./printable.ts";

/** A cell: its text, and its style where there is colour. */
export type Cell = string | { readonly text: string; readonly style: Style };

/**
 * Rows as lines, each with its line end. Every column is as wide as its widest cell, two blanks apart; the last may be
 * as long as it likes.
 */
export function writeTable(rows: readonly (readonly Cell[])[], indent: string, paint: Paint): string {
  const shown = rows.map((row) => withoutEmptyEnd(row.map(showCell)));
  const widths: number[] = [];
  for (const row of shown) {
    for (const [at, { text }] of row.entries()) {
      if (at < row.length - 1) widths[at] = Math.max(widths[at] ?? 0, text.length);
    }
  }
  const lines = shown.map((row) =>
    row
      .map(({ text, style }, at) => {
        const padded = at < row.length - 1 ? text.padEnd(widths[at] ?? 0) : text;
        return style === undefined ? padded : paint(style, padded);
      })
      .join("  "),
  );
  return lines.map((line) => `${indent}${line}\n`).join("");
}

function withoutEmptyEnd<T extends { readonly text: string }>(row: readonly T[]): readonly T[] {
  return row.slice(0, row.findLastIndex(({ text }) => text !== "") + 1);
}

function showCell(cell: Cell): { readonly text: string; readonly style: Style | undefined } {
  return typeof cell === "string"
    ? { text: printable(cell), style: undefined }
    : { text: printable(cell.text), style: cell.style };
}
