// The editor's side of the language server over stdio, as small as it can be: messages go, answers come. It answers what
// the server asks with nothing.

import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";

export interface LanguageClient {
  tell(method: string, params: unknown): void;
  /** Rejects with the server's words if it refuses, or if it ends. */
  ask<Answer>(method: string, params: unknown): Promise<Answer>;
  stop(): void;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Starts the bundled server. */
export function startLanguageServer(): LanguageClient {
  const entry = fileURLToPath(new URL("language-server.cjs", import.meta.url));
  const server = spawn(process.execPath, [entry, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  const send = (message: object): void => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    server.stdin.write(body);
  };
  const take = ({ id, method, result, error }: Message): void => {
    if (method !== undefined) {
      if (id !== undefined) send({ id, result: null });
      return;
    }
    const asked = waiting.get(Number(id));
    waiting.delete(Number(id));
    if (error) asked?.reject(new Error(error.message));
    else asked?.resolve(result);
  };
  readMessages(server.stdout, take);
  server.once("exit", () => {
    for (const { reject } of waiting.values()) reject(new Error("The language server ended."));
  });
  return {
    tell: (method, params) => send({ method, params }),
    ask: <Answer>(method: string, params: unknown) =>
      new Promise<Answer>((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve: (answer) => resolve(answer as Answer), reject });
        send({ id, method, params });
      }),
    stop: () => {
      server.kill();
    },
  };
}

/** Cuts the stream where each header says that its message ends. */
function readMessages(stream: NodeJS.ReadableStream, take: (message: Message) => void): void {
  let held = Buffer.alloc(0);
  stream.on("data", (part: Buffer) => {
    held = Buffer.concat([held, part]);
    for (;;) {
      const start = held.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/.exec(held.toString("latin1", 0, Math.max(0, start)))?.[1]);
      if (start < 0 || held.length < start + 4 + length) return;
      take(JSON.parse(held.toString("utf8", start + 4, start + 4 + length)));
      held = held.subarray(start + 4 + length);
    }
  });
}
