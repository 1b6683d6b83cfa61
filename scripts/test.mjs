// `npm test`: everything that must hold, in order, ending with a plain count of tests. docs/testing.md explains the options.
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import process, { execPath } from "node:process";
import { parseArgs } from "node:util";
import { packageExtension } from "./package.mjs";
import { PlainFailure, runMain } from "./plain-failure.mjs";
import { prepareEditor } from "./prepare-editor.mjs";
import { runCommand, runTool } from "./run-command.mjs";
import { runSteps } from "./run-steps.mjs";
import { listTestFiles, runTests } from "./run-tests.mjs";

const total = { passed: 0, failed: 0 };

const build = { name: "build", run: async () => (await runCommand(execPath, ["esbuild.mjs", "--tests"])) === 0 };
const packaging = { name: "package", run: () => packageExtension().then(() => true) };
// Without a terminal Biome colours all the same, letter by letter.
const colours = process.stdout.isTTY ? [] : ["--colors=off"];
const withoutEditor = [
  tool("biome", "ci", ".", ...colours),
  tool("tsc", "--noEmit"),
  tool("tsc", "--noEmit", "-p", "client/src/impersonate/view"),
  tool("knip"),
];
const unitTests = { name: "unit and protocol tests", run: () => count(listTestFiles({ inEditor: false })) };

await runMain(async () => {
  const { values: options, positionals: wanted } = readOptions();
  const editorTests = { name: "tests in a real VS Code", run: () => testInEditor(wanted, options.pictures) };
  const failed = await runSteps([
    ...(options["only-editor"] ? [] : withoutEditor),
    { ...build, othersBuildOnIt: true },
    ...(options["only-editor"] ? [] : [unitTests]),
    { ...packaging, othersBuildOnIt: true },
    ...(options["no-editor"] ? [] : [editorTests]),
  ]);

  console.log();
  if (options["no-editor"]) console.log("The tests in a real VS Code were left out: --no-editor was given.");
  if (options["only-editor"]) console.log("All other tests were left out: --only-editor was given.");
  if (failed.length > 0) console.log(`Failed: ${failed.join(", ")}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  if (failed.length > 0) process.exitCode = 1;
});

function readOptions() {
  const flag = { type: "boolean", default: false };
  const flags = { "no-editor": flag, "only-editor": flag, pictures: flag };
  try {
    return parseArgs({ options: flags, allowPositionals: true });
  } catch (error) {
    throw new PlainFailure(error.message);
  }
}

function tool(name, ...args) {
  return {
    name: [name, ...args.filter((arg) => !arg.startsWith("--colors"))].join(" "),
    run: async () => (await runTool(name, args)) === 0,
  };
}

/** `wanted`: parts of file names; none means all. */
async function testInEditor(wanted, keepPictures) {
  const files = listTestFiles({ inEditor: true }).filter(
    (file) => wanted.length === 0 || wanted.some((part) => basename(file).includes(part)),
  );
  const editor = await prepareEditor({ keepPictures });
  try {
    // Each file is a VS Code and a browser of its own: more of them than that, and they only wait for each other.
    const atOnce = Math.max(1, Math.floor(availableParallelism() / 2));
    return await count(files, { env: { POLICY_LENS_EDITOR_SETUP: editor.file }, atOnce });
  } finally {
    editor.remove();
  }
}

async function count(files, options) {
  const { passed, failed } = await runTests(files, options);
  total.passed += passed;
  total.failed += failed;
  return failed === 0;
}
