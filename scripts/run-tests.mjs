// Runs bundled test files under node:test, shows them as they run, and returns how many passed and failed.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { pathToFileURL } from "node:url";
import { repository } from "./paths.mjs";
import { PlainFailure } from "./plain-failure.mjs";
import { runCommand } from "./run-command.mjs";

const bundledTests = join(repository, "dist/test");
const countReporter = pathToFileURL(join(repository, "scripts/count-reporter.mjs")).href;

/** The tests in a real VS Code live in dist/test/e2e, all others beside it. */
export function listTestFiles({ inEditor }) {
  return readdirSync(bundledTests, { recursive: true })
    .filter((name) => name.endsWith(".test.mjs"))
    .filter((name) => /^e2e[\\/]/.test(name) === inEditor)
    .sort()
    .map((name) => join(bundledTests, name));
}

/**
 * A test that is skipped, cancelled or left to do counts as failed: nothing is left out silently.
 *
 * @param {string[]} files
 * @param {{ env?: Record<string, string>, atOnce?: number }} [options] `atOnce`: how many files run at the same time
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runTests(files, { env, atOnce } = {}) {
  if (files.length === 0) throw new PlainFailure("There are no such tests.");
  const folder = mkdtempSync(join(tmpdir(), "policy-lens-count-"));
  const counts = join(folder, "counts.json");
  const args = [
    "--test",
    ...(atOnce ? [`--test-concurrency=${atOnce}`] : []),
    ...["--test-reporter=spec", "--test-reporter-destination=stdout"],
    ...[`--test-reporter=${countReporter}`, `--test-reporter-destination=${counts}`],
  ];
  try {
    const code = await runCommand(execPath, [...args, ...files], { env });
    const { tests, pass } = JSON.parse(readFileSync(counts, "utf8"));
    // A failure that no test owns must not go under.
    return { passed: pass, failed: Math.max(tests - pass, code === 0 ? 0 : 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
