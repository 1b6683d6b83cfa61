// Reads the written form of a rule path into pieces, each with its place in the written text.
// Reading is total: every text is a pattern. What is unclear or malformed is kept as data; checks put it into words.

export interface PathPattern {
  /** The pattern as written, after JSON escapes. */
  readonly written: string;
  /** With the leading slash that the server adds (F5.1): two patterns are the same path when these are equal. */
  readonly normal: string;
  readonly pieces: readonly PatternPiece[];
  readonly templateFaults: readonly TemplateFault[];
}

/** A stretch of the written pattern; `from` and `to` are UTF-16 offsets in `written`, `to` exclusive. */
export interface PatternPiece {
  readonly kind: PieceKind;
  /** The written characters; of a template, the sub-claim key between the braces. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/**
 * - `text`: literal characters
 * - `segment`: `+` as a whole segment (F5.4)
 * - `partial-plus`: `+` as part of a segment, unclear (A6)
 * - `star`: `*` at the end (F5.3)
 * - `inner-star`: `*` elsewhere, also the first of `**`; unclear (A5)
 * - `template`: `{{claim}}` (F5.5)
 */
export type PieceKind = "text" | "segment" | "partial-plus" | "star" | "inner-star" | "template";

/** Braces that look like a template and are not one. They are read as literal text. */
export interface TemplateFault {
  readonly kind: "unbalanced" | "dotted" | "empty" | "single-brace";
  readonly from: number;
  readonly to: number;
}

/** Reads a rule path. */
export function readPathPattern(written: string): PathPattern {
  const pieces: PatternPiece[] = [];
  const templateFaults: TemplateFault[] = [];
  let textFrom = 0;
  const push = (kind: PieceKind, from: number, to: number, text: string): void => {
    if (from > textFrom) pieces.push({ kind: "text", text: written.slice(textFrom, from), from: textFrom, to: from });
    pieces.push({ kind, text, from, to });
    textFrom = to;
  };
  for (let at = 0; at < written.length; at++) {
    const char = written[at];
    if (char === "*") push(at === written.length - 1 ? "star" : "inner-star", at, at + 1, char);
    else if (char === "+") push(isWholeSegment(written, at) ? "segment" : "partial-plus", at, at + 1, char);
    else if (char === "{" || char === "}") {
      const braces = readBraces(written, at);
      if (braces?.claim !== undefined) push("template", at, braces.to, braces.claim);
      if (braces?.fault !== undefined) templateFaults.push({ kind: braces.fault, from: at, to: braces.to });
      if (braces) at = braces.to - 1;
    }
  }
  if (textFrom < written.length) {
    pieces.push({ kind: "text", text: written.slice(textFrom), from: textFrom, to: written.length });
  }
  // A copy is as long as it need be; a list that grew is longer, and there are very many of them.
  return { written, normal: normalisePath(written), pieces: pieces.slice(), templateFaults };
}

/** Adds the leading slash that the server adds (F5.1). Nothing else is changed: paths are case-sensitive (A11). */
export function normalisePath(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

/** Whether a pattern has no wildcard and no template, so that it means exactly one object (F5.2). */
export function isExactPath(pattern: PathPattern): boolean {
  return pattern.pieces.every((piece) => piece.kind === "text");
}

/** The sub-claim keys that the pattern's templates name, in order, without repeats. */
export function templateClaims(pattern: PathPattern): readonly string[] {
  return [...new Set(pattern.pieces.filter((piece) => piece.kind === "template").map((piece) => piece.text))];
}

/** Whether a client's claims decide what the pattern matches. */
export function hasTemplate({ pieces }: PathPattern): boolean {
  return pieces.some(({ kind }) => kind === "template");
}

function isWholeSegment(written: string, at: number): boolean {
  const startsSegment = at === 0 || written[at - 1] === "/";
  const endsSegment = at === written.length - 1 || written[at + 1] === "/";
  return startsSegment && endsSegment;
}

/** Reads what stands at a brace: a template, a fault, or nothing when it is a brace like any other character. */
function readBraces(
  written: string,
  at: number,
): { claim?: string; fault?: TemplateFault["kind"]; to: number } | undefined {
  const template = matchAt(TEMPLATE, written, at)?.[1]?.trim();
  if (template !== undefined) {
    const to = written.indexOf("}}", at) + 2;
    if (template === "") return { fault: "empty", to };
    return template.startsWith(".") ? { fault: "dotted", to } : { claim: template, to };
  }
  if (written.startsWith("{{", at) || written.startsWith("}}", at)) return { fault: "unbalanced", to: at + 2 };
  const single = matchAt(SINGLE_BRACE, written, at)?.[0];
  return single === undefined ? undefined : { fault: "single-brace", to: at + single.length };
}

const TEMPLATE = /\{\{([^{}/]*)\}\}/y;
const SINGLE_BRACE = /\{\.?[A-Za-z_][\w.-]*\}/y;

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  const own = new RegExp(sticky);
  own.lastIndex = at;
  return own.exec(text);
}
