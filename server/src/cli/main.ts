import process from "node:process";
import { runProgram } from "./run-program.ts";
import { openTerminal } from "./terminal.ts";

// The exit code is set and the process left to end by itself, so that everything written still gets out.
void runProgram(process.argv.slice(2), openTerminal(process)).then((code) => {
  process.exitCode = code;
});
