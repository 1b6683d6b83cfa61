import type { Span } from "../text/span.ts";

/** A stretch of a document. */
export interface Place {
  /** The document's name as the reader was given it: a uri or a file path. */
  readonly document: string;
  readonly span: Span;
}
