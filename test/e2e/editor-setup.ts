// What `npm test` has prepared for the tests in VS Code: where VS Code, the browser and the installed extension are.
import { cpSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";

export interface EditorSetup {
  /** The repository; the tests are bundled, so their own place says nothing. */
  readonly repository: string;
  readonly cache: string;
  /** A VS Code for the desktop, for the suite; without one it runs in the browser's. */
  readonly desktopEditor?: string;
  readonly serverMain: string;
  readonly chromium: string;
  /** VS Code's extensions folder with the packaged extension installed in it. */
  readonly extensionsFolder: string;
  /** Where pictures go. */
  readonly pictures: string;
}

/** Reads the file that POLICY_LENS_EDITOR_SETUP names; throws when the tests run without `npm test`. */
export function readEditorSetup(): EditorSetup {
  const file = env["POLICY_LENS_EDITOR_SETUP"];
  if (!file) throw new Error("The tests in VS Code run through: npm test -- --only-editor");
  return JSON.parse(readFileSync(file, "utf8")) as EditorSetup;
}

/** A copy of a folder of the repository that a test may change. It keeps its name, which pictures show. */
export function copyWorkspace(setup: EditorSetup, folder: string): string {
  const copy = join(mkdtempSync(join(tmpdir(), "policy-lens-")), folder);
  const original = join(setup.repository, folder);
  // The company has a manifest, with which the extension starts at once; who tests it opens it by itself.
  const filter = (path: string): boolean => path !== join(original, "company");
  cpSync(original, copy, { recursive: true, filter });
  return copy;
}
