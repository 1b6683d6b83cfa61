// Runs the steps of a command in order, each under a heading with its time.
import { PlainFailure } from "./plain-failure.mjs";

/**
 * Returns the names of the steps that failed. The others still run, unless a step fails on which they build.
 *
 * @param {{ name: string, run: () => Promise<boolean>, othersBuildOnIt?: boolean }[]} steps `run` says whether it went well
 * @returns {Promise<string[]>}
 */
export async function runSteps(steps) {
  const failed = [];
  for (const [index, step] of steps.entries()) {
    console.log(`\n[${index + 1}/${steps.length}] ${step.name}`);
    const start = Date.now();
    const wentWell = await step.run().catch(report);
    console.log(`${wentWell ? "done" : "FAILED"} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
    if (wentWell) continue;
    failed.push(step.name);
    if (step.othersBuildOnIt) break;
  }
  return failed;
}

function report(error) {
  console.error(error instanceof PlainFailure ? error.message : error);
  return false;
}
