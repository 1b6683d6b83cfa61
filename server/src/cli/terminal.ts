// The terminal as a value: what the commands may do with the world outside, beside reading files.
// Data goes to standard output and messages to standard error, so that either can be sent elsewhere.

import { type ColourWish, wantsColour } from "./paint.ts";

export interface Terminal {
  /** Whether standard output is to be coloured. */
  readonly colour: boolean;
  /**
   * Writes data to standard output and waits until it is taken.
   * A reader that has gone away, such as `head`, is no fault: nobody is there to read more then.
   * Rejects when the data cannot be written, as on a full disk.
   * @returns whether somebody is still reading.
   */
  print(text: string): Promise<boolean>;
  /** Writes a sentence of its own line to standard error. Never rejects: there is nobody left to tell. */
  complain(sentence: string): Promise<void>;
  /** Standard input as it comes. */
  readonly input: AsyncIterable<Uint8Array | string>;
  /** Everything on standard input. Rejects when it cannot be read. */
  readInput(): Promise<Uint8Array>;
}

/** The part of Node's `process` that makes a terminal. */
export interface TerminalProcess {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream;
  readonly env: ColourWish;
}

/** The terminal of a process. */
export function openTerminal({ stdin, stdout, stderr, env }: TerminalProcess): Terminal {
  for (const stream of [stdout, stderr]) {
    // Faults come back from every single write; without a listener they would also end the process with a trace.
    stream.on("error", () => {});
  }
  return {
    colour: wantsColour(env, stdout.isTTY === true),
    print: (text) => write(stdout, text),
    async complain(sentence) {
      await write(stderr, `${sentence}\n`).catch(() => {});
    },
    input: stdin,
    async readInput() {
      const chunks: Uint8Array[] = [];
      for await (const chunk of stdin) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
      return Buffer.concat(chunks);
    },
  };
}

function write(stream: NodeJS.WritableStream, text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    stream.write(text, (fault) => {
      if (fault && !isClosedByReader(fault)) reject(fault);
      else resolve(!fault);
    });
  });
}

function isClosedByReader(fault: NodeJS.ErrnoException): boolean {
  return fault.code === "EPIPE" || fault.code === "ERR_STREAM_DESTROYED";
}
