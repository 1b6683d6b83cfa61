// The program: its commands, its help and its end. Each command has a file of its own and decides nothing here.

import { Command, CommanderError } from "commander";
import { version } from "../../../package.json";
import { checkCommand } from "./check-command.ts";
import { diffCommand } from "./diff-command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { impersonateCommand } from "./impersonate-command.ts";
import type { Terminal } from "./terminal.ts";
import { whoCanCommand } from "./who-can-command.ts";

/**
 * Runs the program.
 * @param args the arguments as the user gives them, without Node and the script.
 * @returns how it ended. Never rejects: a fault of our own is told on standard error.
 */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let ended: ExitCode = EXIT_CODES.clean;
  const written: Promise<unknown>[] = [];
  const program = new Command("policy-lens")
    .description("Read, check and explain Akeyless access-rule files.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command");
  const end = (code: ExitCode): void => {
    ended = code;
  };
  const commands = [checkCommand, impersonateCommand, whoCanCommand, diffCommand].map((make) => make(terminal, end));
  for (const command of commands) program.addCommand(command.helpOption("-h, --help", "print this help"));
  for (const command of [program, ...commands]) {
    command
      .exitOverride()
      .showHelpAfterError(`Try: ${[program.name(), command === program ? "" : command.name()].join(" ").trim()} --help`)
      .configureOutput({
        writeOut: (text) => written.push(terminal.print(text)),
        writeErr: (text) => written.push(terminal.complain(text.trimEnd())),
        outputError: (text, write) => write(sentence(text)),
      });
  }
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) {
      await terminal.complain(`policy-lens failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
      return EXIT_CODES.failure;
    }
    // Help and version end in a throw too, but with 0; commander's own 1 means wrong usage.
    ended = thrown.exitCode === 0 ? EXIT_CODES.clean : EXIT_CODES.failure;
  }
  await Promise.allSettled(written);
  return ended;
}

/** Commander's `error: unknown command 'chek'` and `(Did you mean check?)` as sentences like our others. */
function sentence(text: string): string {
  const said = text
    .trim()
    .replace(/^error: /, "")
    .replace(/\n\((.*)\)$/, ". $1");
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.?]$/.test(said) ? "" : "."}\n`;
}
