// Installs the packaged extension into a data folder of the VS Code that runs in the browser, offline, as a user would.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { execPath } from "node:process";
import { vsixFile } from "./paths.mjs";
import { PlainFailure } from "./plain-failure.mjs";
import { runCommand } from "./run-command.mjs";

/**
 * Returns the folder that now holds the extension, for startVscodeServer. Throws a PlainFailure when VS Code refuses.
 *
 * @param {string} serverMain
 * @param {string} dataFolder
 */
export async function installVsix(serverMain, dataFolder) {
  mkdirSync(dataFolder, { recursive: true });
  const log = join(dataFolder, "install-extension.log");
  const args = ["--install-extension", vsixFile, "--accept-server-license-terms", "--server-data-dir", dataFolder];
  const code = await runCommand(execPath, [serverMain, ...args], { log });
  if (code !== 0) throw new PlainFailure(`VS Code refused to install ${vsixFile} (see ${log}).`);
  return join(dataFolder, "extensions");
}
