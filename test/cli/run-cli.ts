// Runs the built command as a user would. The tests run from the repository's root, where the build has put it.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";

export interface CliRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CliSetting {
  readonly folder: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `policy-lens` with the arguments in a folder and waits for its end. */
export function runCli(args: readonly string[], { folder, input = "", env = {} }: CliSetting): Promise<CliRun> {
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, env: { ...PLAIN, ...env } });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      settle({ code, out: Buffer.concat(out).toString("utf8"), err: Buffer.concat(err).toString("utf8") }),
    );
    // A command that does not read its input closes the pipe.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** A new folder with these files, named by their paths in it; it goes when the tests end. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(FOLDERS, "case-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export const CLI: string = resolve("dist/cli.js");

const FOLDERS = mkdtempSync(join(tmpdir(), "policy-lens-cli-"));
process.on("exit", () => rmSync(FOLDERS, { recursive: true, force: true }));

/** What the surroundings of the tests wish of colour is not what a test expects. */
const PLAIN: NodeJS.ProcessEnv = { ...process.env };
delete PLAIN["FORCE_COLOR"];
delete PLAIN["NO_COLOR"];
