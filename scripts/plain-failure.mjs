// A failure that one sentence explains to whoever ran the command. Anything else keeps its stack: it is a bug in a script.
import process from "node:process";

export class PlainFailure extends Error {}

/**
 * Runs a script's main function. A PlainFailure becomes its one sentence and exit code 1.
 *
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof PlainFailure ? error.message : error);
    process.exitCode = 1;
  }
}
