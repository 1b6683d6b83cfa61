// The user's settings. The server reads and judges them; only the names of rules files are needed before it runs.

import { workspace } from "vscode";
import { DEFAULT_FILES } from "../../server/src/policy/recognise-rules-file.ts";

/** The value of the section `policyLens`, as plain data. */
export function readSection(): unknown {
  return JSON.parse(JSON.stringify(workspace.getConfiguration("policyLens")));
}

/** The globs for names of rules files. A value of a wrong type counts as the default. */
export function namedFiles(): readonly string[] {
  const globs: unknown = workspace.getConfiguration("policyLens").get("files");
  return Array.isArray(globs) && globs.every((glob) => typeof glob === "string") ? globs : DEFAULT_FILES;
}
