// Runs one command to its end, showing its output or keeping it in a log file. Long-running servers start elsewhere.
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { env, platform } from "node:process";

/** npm is a .cmd file on Windows, which only a shell can run. */
const needsShell = (command) => platform === "win32" && command === "npm";

/**
 * Resolves to the exit code; a command that cannot be started counts as 127, as in a shell.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, log?: string }} [options] `log`: a file that takes the output
 * @returns {Promise<number>}
 */
export function runCommand(command, args, options = {}) {
  const output = options.log ? openSync(options.log, "a") : "inherit";
  return new Promise((settle) => {
    const finish = (code) => {
      if (typeof output === "number") closeSync(output);
      settle(code);
    };
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...env, ...options.env },
      stdio: ["ignore", output, output],
      shell: needsShell(command),
    });
    child.once("error", () => finish(127));
    child.once("exit", (code) => finish(code ?? 1));
  });
}
