// Runs the git program to read a revision. Nothing of the workspace is executed by it: only commands that read objects
// are run, with fixed options and without a shell, and what a repository's own configuration could start is switched off.

import { spawn } from "node:child_process";
import { stat } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import process from "node:process";

export type GitAnswer =
  | { readonly ok: true; readonly out: Buffer }
  /** The first line of what git says is wrong; nothing where there is no git. */
  | { readonly ok: false; readonly says: string | undefined };

/** Runs git in a folder. Never rejects. @param input what it gets on standard input. */
export async function runGit(folder: string, args: readonly string[], input = ""): Promise<GitAnswer> {
  const git = await findGit();
  if (git === undefined) return { ok: false, says: undefined };
  return new Promise((settle) => {
    const child = spawn(git, [...GUARDS, ...args], { cwd: folder, env: { ...process.env, ...QUIET }, shell: false });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    // Git may end before it has read everything.
    child.stdin.on("error", () => {});
    child.on("error", (fault) => settle({ ok: false, says: fault.message }));
    child.on("close", (code) => {
      const [says = ""] = Buffer.concat(err).toString("utf8").split("\n");
      settle(code === 0 ? { ok: true, out: Buffer.concat(out) } : { ok: false, says });
    });
    child.stdin.end(input);
  });
}

/** No program for watching files, no hooks, no fetching of missing objects, no repository hidden in a folder. */
const GUARDS: readonly string[] = [
  "--no-pager",
  "-c",
  "core.fsmonitor=",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "protocol.allow=never",
  "-c",
  "safe.bareRepository=explicit",
];

const QUIET = { GIT_NO_LAZY_FETCH: "1", GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" } as const;

/** The git program of the search path. The current folder is no place to take programs from, whatever the system says. */
async function findGit(): Promise<string | undefined> {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(isAbsolute);
  for (const folder of folders) {
    const path = join(folder, process.platform === "win32" ? "git.exe" : "git");
    const isFile = await stat(path).then(
      (found) => found.isFile(),
      () => false,
    );
    if (isFile) return path;
  }
  return undefined;
}
