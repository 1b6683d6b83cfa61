// The only converter to the shapes of LSP. Everything before it knows offsets and plain words.

import {
  CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  type Hover as LspHover,
  type MarkupContent,
  MarkupKind,
  type Range,
  type SymbolInformation,
  SymbolKind,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-types";
import type { Problem, Severity } from "../checks/problem.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import type { Span } from "../text/span.ts";
import type { TextEdit as Edit } from "../text/text-edit.ts";
import type { Completion } from "./complete.ts";
import type { OfferedFix } from "./find-fixes.ts";
import type { Hover } from "./hover.ts";
import type { FileSymbol } from "./list-symbols.ts";
import { plainText } from "./markdown.ts";

/** Who says it, in the list of problems of an editor. */
export const SOURCE = "policy-lens";

/** The document that offsets belong to. */
export interface ConvertedDocument {
  readonly uri: string;
  readonly version: number;
  readonly file: Pick<RulesFile, "lines">;
}

/** A span as a range. */
export function toRange(file: Pick<RulesFile, "lines">, span: Span): Range {
  return { start: file.lines.positionAt(span.start), end: file.lines.positionAt(span.end) };
}

/**
 * A problem as a diagnostic.
 * @param checkPages an address with `{code}` in it; without it the code has no link.
 * @param related whether the client shows related places; otherwise they are left out.
 */
export function toDiagnostic(
  problem: Problem,
  { uri, file }: ConvertedDocument,
  checkPages: string | undefined,
  related: boolean,
): Diagnostic {
  const places = problem.related.map(({ span, message }) => ({
    location: { uri, range: toRange(file, span) },
    message,
  }));
  return {
    range: toRange(file, problem.span),
    severity: SEVERITIES[problem.severity],
    code: problem.code,
    source: SOURCE,
    message: problem.message,
    ...(checkPages === undefined ? {} : { codeDescription: { href: checkPages.replace("{code}", problem.code) } }),
    ...(problem.tag === undefined ? {} : { tags: [TAGS[problem.tag]] }),
    ...(related && places.length > 0 ? { relatedInformation: places } : {}),
  };
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS: Readonly<Record<NonNullable<Problem["tag"]>, DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

/**
 * A fix as a quick fix, without the diagnostics that it mends.
 * @param copied what the client copies once the edits are made.
 */
export function toCodeAction(
  fix: OfferedFix,
  document: ConvertedDocument,
  versioned: boolean,
  copied?: string,
): CodeAction {
  return {
    ...CodeAction.create(fix.title, toWorkspaceEdit(fix.edits, document, versioned), CodeActionKind.QuickFix),
    ...(fix.preferred ? { isPreferred: true } : {}),
    ...(copied === undefined
      ? {}
      : { command: { title: "Copy", command: "policyLens.copyText", arguments: [copied] } }),
  };
}

/** Edits of one document; `versioned` lets the client refuse them when the text has changed since. */
export function toWorkspaceEdit(
  edits: readonly Edit[],
  { uri, version, file }: ConvertedDocument,
  versioned: boolean,
): WorkspaceEdit {
  const converted = edits.map((edit): TextEdit => ({ range: toRange(file, edit.span), newText: edit.newText }));
  if (!versioned) return { changes: { [uri]: converted } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: converted }] };
}

/** A hover as the client shows it. */
export function toHover({ markdown, span }: Hover, file: RulesFile, showsMarkdown: boolean): LspHover {
  return { contents: toMarkup(markdown, showsMarkdown), range: toRange(file, span) };
}

function toMarkup(markdown: string, showsMarkdown: boolean): MarkupContent {
  if (showsMarkdown) return { kind: MarkupKind.Markdown, value: markdown };
  return { kind: MarkupKind.PlainText, value: plainText(markdown) };
}

/** A proposal; what it replaces is part of it. */
export function toCompletionItem(
  { label, detail, documentation, edit }: Completion,
  file: RulesFile,
  showsMarkdown: boolean,
): CompletionItem {
  return {
    label,
    kind: CompletionItemKind.Value,
    detail,
    ...(documentation === "" ? {} : { documentation: toMarkup(documentation, showsMarkdown) }),
    filterText: file.text.slice(edit.span.start, edit.span.start + 1) === '"' ? `"${label}"` : label,
    textEdit: { range: toRange(file, edit.span), newText: edit.newText },
  };
}

/** A path or rule in the outline. */
export function toSymbol(symbol: FileSymbol, file: Pick<RulesFile, "lines">): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbol.kind === "path" ? SymbolKind.Key : SymbolKind.Object,
    range: toRange(file, symbol.span),
    selectionRange: toRange(file, symbol.nameSpan),
    children: symbol.children.map((child) => toSymbol(child, file)),
  };
}

/** The same for clients that show a list: each symbol names the one in which it lies. */
export function toFlatSymbols(symbol: FileSymbol, { uri, file }: ConvertedDocument): SymbolInformation[] {
  const { name, kind, range } = toSymbol(symbol, file);
  const inner = symbol.children.flatMap((child) => toFlatSymbols(child, { uri, version: 0, file }));
  return [
    { name, kind, location: { uri, range } },
    ...inner.map((child) => ({ ...child, containerName: child.containerName ?? name })),
  ];
}
