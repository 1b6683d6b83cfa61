// Makes everything ready for tests in the VS Code that runs in the browser: VS Code, a browser, the packaged extension installed.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execPath } from "node:process";
import { findChromium } from "./find-chromium.mjs";
import { installVscodeServer } from "./install-vscode-server.mjs";
import { cacheFolder, repository, vsixFile } from "./paths.mjs";
import { PlainFailure } from "./plain-failure.mjs";
import { runCommand } from "./run-command.mjs";

/**
 * Returns the setup (see test/e2e/editor-setup.ts), the file it is written to, and what removes it all again.
 *
 * @param {{ keepPictures: boolean }} options `keepPictures`: pictures replace those in docs/images
 */
export async function prepareEditor({ keepPictures }) {
  const chromium = await findChromium();
  const serverMain = await installVscodeServer();
  const folder = mkdtempSync(join(tmpdir(), "policy-lens-editor-"));
  const extensionsFolder = join(folder, "extensions");
  const setup = {
    repository,
    serverMain,
    chromium,
    extensionsFolder,
    extension: await installVsix(serverMain, folder, extensionsFolder),
    pictures: keepPictures ? resolve(repository, "docs/images") : join(cacheFolder, "pictures"),
  };
  const file = join(folder, "setup.json");
  writeFileSync(file, JSON.stringify(setup, null, 2));
  return { setup, file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Installs the .vsix as a user would and returns the folder it was unpacked to. */
export async function installVsix(serverMain, dataFolder, extensionsFolder) {
  const log = join(dataFolder, "install.log");
  const args = ["--install-extension", vsixFile, "--accept-server-license-terms"];
  const folders = ["--server-data-dir", dataFolder, "--extensions-dir", extensionsFolder];
  const code = await runCommand(execPath, [serverMain, ...args, ...folders], { log });
  const unpacked = readdirSync(extensionsFolder).find((name) => name.startsWith("policy-lens."));
  if (code !== 0 || !unpacked) throw new PlainFailure(`VS Code refused to install ${vsixFile} (see ${log}).`);
  return join(extensionsFolder, unpacked);
}
