// Runs the suite of suite.ts inside VS Code and registers each of its tests, with its result, as a test of node:test.
// What the tests say is suite/'s business; where they run is the caller's.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { runTests } from "@vscode/test-electron";
import { copyWorkspace, type EditorSetup, readEditorSetup } from "./editor-setup.ts";
import type { TestResult } from "./registry.ts";
import { openWorkbench } from "./workbench.ts";

const longestMs = 180_000;

/** "node": in the extension host that desktops have. "web": in the browser's own, as on vscode.dev. */
export async function testInEditor(extensionHost: "node" | "web"): Promise<void> {
  const setup = readEditorSetup();
  const place = mkdtempSync(join(tmpdir(), "policy-lens-suite-"));
  try {
    const suiteExtension = writeSuiteExtension(setup, place);
    const desktop = extensionHost === "node" ? setup.desktopEditor : undefined;
    const results = await (desktop
      ? runOnDesktop(setup, desktop, suiteExtension)
      : runInServer(extensionHost, suiteExtension));
    if (results.length === 0) throw new Error("The suite holds no tests.");
    for (const { name, error } of results) {
      test(`${name} (${desktop ? "desktop" : extensionHost})`, () => {
        if (error !== undefined) throw new Error(error);
      });
    }
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** VS Code runs a test module only from an extension under development: this one holds it and contributes nothing. */
function writeSuiteExtension(setup: EditorSetup, place: string): string {
  const extension = join(place, "suite-extension");
  mkdirSync(extension);
  cpSync(join(setup.repository, "dist/test/e2e/suite.js"), join(extension, "suite.js"));
  const manifest = {
    name: "policy-lens-suite",
    publisher: "policy-lens",
    version: "0.0.0",
    engines: { vscode: "^1.91.0" },
    activationEvents: [],
    main: "./suite.js",
    browser: "./suite.js",
  };
  writeFileSync(join(extension, "package.json"), JSON.stringify(manifest));
  return extension;
}

async function runInServer(extensionHost: "node" | "web", suiteExtension: string): Promise<TestResult[]> {
  const workbench = await openWorkbench({ extensionHost, suiteExtension });
  try {
    return await readResults(workbench.folder);
  } finally {
    await workbench.close();
  }
}

async function runOnDesktop(setup: EditorSetup, editor: string, suiteExtension: string): Promise<TestResult[]> {
  const folder = copyWorkspace(setup, "examples");
  const settings = ["--disable-workspace-trust", "--skip-welcome", "--skip-release-notes", "--disable-telemetry"];
  try {
    await runTests({
      vscodeExecutablePath: editor,
      extensionDevelopmentPath: suiteExtension,
      extensionTestsPath: join(suiteExtension, "suite.js"),
      launchArgs: [
        folder,
        ...settings,
        ...["--extensions-dir", setup.extensionsFolder],
        ...["--user-data-dir", join(dirname(folder), "user-data")],
      ],
    });
    return await readResults(folder);
  } finally {
    rmSync(dirname(folder), { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The suite leaves its results beside the opened folder, under this name only when they are whole. */
async function readResults(folder: string): Promise<TestResult[]> {
  const file = join(dirname(folder), "results.json");
  for (let waitedMs = 0; waitedMs < longestMs; waitedMs += 100) {
    if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as TestResult[];
    await delay(100);
  }
  throw new Error("The tests inside VS Code left no results.");
}
