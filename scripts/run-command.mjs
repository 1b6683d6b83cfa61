// Runs one command to its end, showing its output or keeping it in a log file. Long-running servers start elsewhere.
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { env, platform } from "node:process";
import { repository } from "./paths.mjs";

const onWindows = platform === "win32";

/**
 * Resolves to the exit code; a command that cannot be started counts as 127, as in a shell.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, log?: string, silent?: boolean, shell?: boolean }} [options]
 *   `log`: a file that takes the output
 * @returns {Promise<number>}
 */
export function runCommand(command, args, options = {}) {
  const output = options.log ? openSync(options.log, "a") : options.silent ? "ignore" : "inherit";
  return new Promise((settle) => {
    const finish = (code) => {
      if (typeof output === "number") closeSync(output);
      settle(code);
    };
    const child = spawn(command, args, {
      cwd: options.cwd ?? repository,
      env: { ...env, ...options.env },
      stdio: ["ignore", output, output],
      shell: options.shell ?? false,
    });
    child.once("error", () => finish(127));
    child.once("exit", (code) => finish(code ?? 1));
  });
}

/** Runs npm, which on Windows is a .cmd file that only a shell can run. */
export const runNpm = (args, options) => runCommand("npm", args, { ...options, shell: onWindows });

/** Runs a tool of the devDependencies in the repository. */
export function runTool(name, args) {
  const tool = join(repository, "node_modules/.bin", name);
  return onWindows ? runCommand(`"${tool}.cmd"`, args, { shell: true }) : runCommand(tool, args);
}
