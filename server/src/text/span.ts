/** A stretch of the text: UTF-16 offsets from the start of the document, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value and where it stands in the text. */
export interface Spanned<T> {
  readonly value: T;
  readonly span: Span;
}

/** Whether an offset stands in a span; the place just behind its last character counts, as a cursor there touches it. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Its first character, where what is told concerns all of it. */
export function startOf({ start }: Span): Span {
  return { start, end: start + 1 };
}
