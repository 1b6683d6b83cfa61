// A folder under version control, for tests that compare revisions. The machine's own git configuration plays no part.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { folderWith } from "./run-cli.ts";

/** A folder whose files are committed. */
export function gitFolder(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  git(folder, "init", "--quiet", "--initial-branch=main");
  commit(folder, {});
  return folder;
}

/** Writes files and commits everything. */
export function commit(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  git(folder, "add", "--all");
  git(folder, "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message=x");
}

export function git(folder: string, ...args: readonly string[]): void {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  execFileSync("git", args, { cwd: folder, env, stdio: "pipe" });
}
