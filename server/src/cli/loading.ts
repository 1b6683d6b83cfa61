// What happens while a workspace is read: files are read, remarks made, gaps found.

import { findTextErrors } from "../checks/find-text-errors.ts";
import { readRulesFile } from "../policy/read-rules-file.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import { type FieldFault, loseAnything } from "../text/json-fields.ts";
import { indexLines, type LineIndex } from "../text/line-index.ts";
import type { Span } from "../text/span.ts";
import type { SyntaxFault } from "../text/syntax-fault.ts";
import type { FileTree } from "./file-tree.ts";

/** Something that could not be read, by what it may change: a role, an identity, or who knows what. */
export type Gap = { readonly role: string } | { readonly identity: string } | "anything";

export class Loading {
  readonly tree: FileTree;
  readonly remarks: Set<string> = new Set();
  readonly gaps: Gap[] = [];

  constructor(tree: FileTree) {
    this.tree = tree;
  }

  /** Says something, once. */
  remark(sentence: string): void {
    this.remarks.add(sentence);
  }

  /** Says that something is missing, and what may suffer from it. */
  miss(sentence: string, ...gaps: readonly Gap[]): void {
    this.remark(sentence);
    this.gaps.push(...gaps);
  }

  /** A place as terminals and editors turn it into a link: line and column from 1. */
  place(path: string, lines: LineIndex, { start }: Span): string {
    const { line, character } = lines.positionAt(start);
    return `${this.tree.show(path)}:${line + 1}:${character + 1}`;
  }

  /** Tells the faults of a file at their places. What is lost by one of them may change an answer. */
  remarkFaults(path: string, text: string, faults: readonly FieldFault[], ...gaps: readonly Gap[]): void {
    if (faults.length === 0) return;
    const lines = indexLines(text);
    for (const { span, message } of faults) this.remark(`${this.place(path, lines, span)} ${message}`);
    if (loseAnything(faults)) this.gaps.push(...gaps);
  }

  /** Tells what a rules file says wrongly: the rules that it may lose are left out of every answer. */
  private remarkErrors(path: string, file: RulesFile): void {
    for (const { span, message } of findTextErrors(file))
      this.remark(`${this.place(path, file.lines, span)} ${message}`);
  }

  /**
   * Reads rules files by their paths, and tells what is wrong in them.
   * @param gapsOf what suffers when one of them cannot be read whole.
   * @param isOther files that are told of as a whole, so that their errors are not told one by one.
   */
  async readRulesFiles(
    paths: readonly string[],
    gapsOf: (path: string) => readonly Gap[],
    isOther: (file: RulesFile) => boolean = () => false,
  ): Promise<Map<string, RulesFile>> {
    const files = new Map<string, RulesFile>();
    for (const [path, reading] of await this.tree.read(paths)) {
      if ("fault" in reading) {
        this.miss(reading.fault, ...gapsOf(path));
        continue;
      }
      const file = readRulesFile(reading.text);
      files.set(path, file);
      this.remarkFaults(path, reading.text, file.json.faults);
      if (!isOther(file)) this.remarkErrors(path, file);
      if (file.json.faults.some(losesText)) this.gaps.push(...gapsOf(path));
    }
    return files;
  }
}

/** Whether rules may be lost at a place that is not JSON: what stands beside comments and extra commas is read. */
function losesText({ kind }: SyntaxFault): boolean {
  return kind !== "comment" && kind !== "trailing-comma";
}
