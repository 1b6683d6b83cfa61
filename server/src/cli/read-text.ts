// Reads the text of one input. What goes wrong is told in a sentence that names the input.

import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { describeFault } from "./describe-fault.ts";
import type { Input } from "./find-inputs.ts";
import type { Terminal } from "./terminal.ts";

/** @property missing where there is no such file. */
export type TextReading = { readonly text: string } | { readonly fault: string; readonly missing?: true };

/** The text without a byte order mark, which editors do not count as a character either. Never rejects. */
export async function readText(input: Input, terminal: Terminal): Promise<TextReading> {
  try {
    const bytes = input.path === undefined ? await terminal.readInput() : await readFile(input.path);
    return decodeText(input.name, bytes);
  } catch (thrown) {
    return { fault: describeFault(input.name, thrown) };
  }
}

/** The bytes of a text as `readText` gives them. */
export function decodeText(name: string, bytes: Uint8Array): TextReading {
  if (isUtf8(bytes)) return { text: new TextDecoder().decode(bytes) };
  return { fault: describeEncoding(name, bytes) };
}

/** Says why bytes are not UTF-8. PowerShell writes UTF-16 unless told otherwise, so that is named. */
function describeEncoding(name: string, bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const wrong = isUtf16 ? "is written in UTF-16" : `is not valid UTF-8 in line ${lineOfFirstBadByte(bytes)}`;
  return `"${name}" ${wrong}. Save it as UTF-8.`;
}

/** 1-based. */
function lineOfFirstBadByte(bytes: Uint8Array): number {
  // A bad byte becomes a replacement character, so the text written back differs from there on.
  const readable = new TextEncoder().encode(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  let line = 1;
  for (let at = 0; at < bytes.length && bytes[at] === readable[at]; at++) {
    if (bytes[at] === LINE_FEED) line++;
  }
  return line;
}

const LINE_FEED = 0x0a;
