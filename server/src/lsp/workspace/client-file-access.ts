// Files through the editor, for which it has its own file systems: virtual workspaces and remote machines work so.
// The editor hands a text over in parts, so that no message is so large that others wait for it.

import type { CancellationToken, Connection } from "vscode-languageserver";
import type { ClientRequests, ReadFileAnswer } from "../protocol.ts";
import { field, isStringList } from "../read-unknown.ts";
import { CANCELLED, type FileAccess, type FileReading, SKIPPED_FOLDERS } from "./file-access.ts";
import { uriInFolder } from "./uri-path.ts";

/** Files through the requests of `ClientRequests`, which the client has promised to answer. */
export function clientFileAccess(connection: Connection): FileAccess {
  let reading = 0;
  const ask = <Method extends keyof ClientRequests>(
    method: Method,
    params: ClientRequests[Method]["params"],
    token: CancellationToken,
  ): Promise<unknown> => connection.sendRequest(method, params, token);
  return {
    uriOf: uriInFolder,
    find: async ({ folder, below, globs }, token) => {
      const params = { folder: uriInFolder(folder, below), globs, skippedFolders: SKIPPED_FOLDERS, limit: MOST_FILES };
      const answer = await ask("policyLens/findFiles", params, token).catch(() => undefined);
      const uris = field(answer, "uris");
      return isStringList(uris)
        ? { uris, complete: field(answer, "complete") === true }
        : { uris: [], complete: false };
    },
    read: async ({ uri, maxBytes, onProgress }, token) => {
      const id = `${++reading}`;
      const parts: string[] = [];
      for (let from = 0; ; ) {
        const params = { uri, maxBytes, reading: id, from, length: PART_LENGTH };
        const answer = readAnswer(await ask("policyLens/readFile", params, token).catch(describeFailure));
        if (token.isCancellationRequested) return CANCELLED;
        if (answer.text === undefined) return answer;
        parts.push(answer.text);
        from += answer.text.length;
        if (from > maxBytes) return { missing: false, message: "The editor gave more text than a file may have." };
        onProgress?.(answer.total === 0 ? 1 : from / answer.total);
        if (from >= answer.total || answer.text === "") return { text: parts.join("") };
      }
    },
  };
}

const MOST_FILES = 20_000;

/** In UTF-16 units. */
const PART_LENGTH = 500_000;

function describeFailure(error: unknown): ReadFileAnswer {
  return { missing: false, message: error instanceof Error ? error.message : String(error) };
}

function readAnswer(answer: unknown): ReadFileAnswer {
  const text = field(answer, "text");
  const total = field(answer, "total");
  if (typeof text === "string" && typeof total === "number") return { text, total };
  const message = field(answer, "message");
  const said: Exclude<FileReading, { text: string }> = {
    missing: field(answer, "missing") === true,
    message: typeof message === "string" ? message : "The editor gave no text.",
  };
  return said;
}
