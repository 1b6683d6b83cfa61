// Finds and reads files for the server, through VS Code's own file systems: so virtual and remote workspaces work.
// A text is handed over in parts; between its parts it is kept here.

import { type CancellationToken, FileSystemError, FileType, RelativePattern, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type {
  ClientRequests,
  FindFilesAnswer,
  FindFilesParams,
  ReadFileAnswer,
  ReadFileParams,
} from "../../server/src/lsp/protocol.ts";

/** Answers the server's requests for files. */
export function serveFiles(client: BaseLanguageClient): void {
  const texts = new Map<string, string>();
  client.onRequest<FindFilesAnswer, void>(FIND_FILES, findFiles);
  client.onRequest<ReadFileAnswer, void>(READ_FILE, (params: ReadFileParams) => readPart(texts, params));
}

const FIND_FILES = "policyLens/findFiles" satisfies keyof ClientRequests;
const READ_FILE = "policyLens/readFile" satisfies keyof ClientRequests;

async function findFiles(
  { folder, globs, skippedFolders, limit }: FindFilesParams,
  token: CancellationToken,
): Promise<FindFilesAnswer> {
  const base = Uri.parse(folder, true);
  const skipped = skippedFolders.length > 0 ? `**/{${skippedFolders.join(",")}}/**` : null;
  const found = await Promise.all(
    globs.map((glob) => workspace.findFiles(new RelativePattern(base, glob), skipped, limit, token)),
  );
  const uris = new Set(found.flat().map((uri) => uri.toString()));
  return { uris: [...uris], complete: found.every((files) => files.length < limit) };
}

/** The server may give a reading up without a word: only the latest few are kept. */
const KEPT_READINGS = 4;

async function readPart(
  texts: Map<string, string>,
  { uri, maxBytes, reading, from, length }: ReadFileParams,
): Promise<ReadFileAnswer> {
  let text = texts.get(reading);
  if (text === undefined) {
    if (from > 0) return { missing: false, message: "Too many files were read at once." };
    const whole = await readText(Uri.parse(uri, true), maxBytes);
    if (typeof whole !== "string") return whole;
    text = whole;
  }
  texts.delete(reading);
  if (from + length < text.length) texts.set(reading, text);
  const [oldest] = texts.keys();
  if (texts.size > KEPT_READINGS && oldest !== undefined) texts.delete(oldest);
  return { text: text.slice(from, from + length), total: text.length };
}

async function readText(uri: Uri, maxBytes: number): Promise<string | ReadFileAnswer> {
  try {
    if (await passesLink(uri)) {
      return { missing: false, message: "It is a link or lies behind one, and links are not followed." };
    }
    const { size } = await workspace.fs.stat(uri);
    if (size > maxBytes) {
      return { missing: false, message: `It is larger than ${Math.floor(maxBytes / 1_000_000)} MB.` };
    }
    const bytes = await workspace.fs.readFile(uri);
    return decode(bytes) ?? { missing: false, message: "It is not valid UTF-8. Save it as UTF-8." };
  } catch (error) {
    const missing = error instanceof FileSystemError && error.code === "FileNotFound";
    if (missing) return { missing, message: "There is no such file." };
    return { missing, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether a file is a link or lies behind one, below the workspace folder: how that is reached is the user's choice. */
async function passesLink(uri: Uri): Promise<boolean> {
  const folder = workspace.getWorkspaceFolder(uri)?.uri ?? Uri.joinPath(uri, "..");
  for (let at = uri; at.path.length > folder.path.length; at = Uri.joinPath(at, "..")) {
    const { type } = await workspace.fs.stat(at);
    if ((type & FileType.SymbolicLink) !== 0) return true;
  }
  return false;
}

/** Nothing if the bytes are not UTF-8. A byte order mark is no character of the text. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
