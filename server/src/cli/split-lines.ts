// Splits bytes into lines as they come. Bytes that are not UTF-8, and lines without end, become faults of their line.

import { isUtf8 } from "node:buffer";

export type Line = { readonly text: string } | { readonly fault: string };

/** In bytes. A longer line is no question. */
const LONGEST_LINE = 1_000_000;

const LINE_FEED = 0x0a;

/** Gives the lines that each piece of input completes. The last line may lack its end; a byte order mark is passed over. */
export async function* splitLines(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<readonly Line[]> {
  const line = new OpenLine();
  for await (const piece of source) {
    const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
    const lines: Line[] = [];
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      line.add(bytes.subarray(start, end));
      lines.push(line.close());
      start = end + 1;
    }
    line.add(bytes.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (line.length > 0) yield [line.close()];
}

/** The line that has begun and has no end yet. */
class OpenLine {
  length = 0;
  #parts: Uint8Array[] = [];
  #isFirst = true;

  add(part: Uint8Array): void {
    this.length += part.length;
    if (this.length > LONGEST_LINE) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }

  close(): Line {
    const line = this.#read();
    this.length = 0;
    this.#parts = [];
    this.#isFirst = false;
    return line;
  }

  #read(): Line {
    if (this.length > LONGEST_LINE) return { fault: "The line is too long to be a query." };
    const bytes = Buffer.concat(this.#parts);
    if (!isUtf8(bytes)) return { fault: "The line is not valid UTF-8." };
    const text = new TextDecoder("utf-8", { ignoreBOM: !this.#isFirst }).decode(bytes);
    return { text };
  }
}
