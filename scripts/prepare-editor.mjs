// Makes everything ready for tests in the VS Code that runs in the browser: VS Code, a browser, the packaged extension installed.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findChromium } from "./find-chromium.mjs";
import { findDesktopEditor } from "./find-desktop-editor.mjs";
import { installVscodeServer } from "./install-vscode-server.mjs";
import { installVsix } from "./install-vsix.mjs";
import { cacheFolder, repository } from "./paths.mjs";

/**
 * Returns the file that describes it (see test/e2e/editor-setup.ts) and what removes it all again.
 *
 * @param {{ keepPictures: boolean }} options `keepPictures`: pictures replace those in docs/images
 * @returns {Promise<{ file: string, remove: () => void }>}
 */
export async function prepareEditor({ keepPictures }) {
  const chromium = await findChromium();
  const serverMain = await installVscodeServer();
  const folder = mkdtempSync(join(tmpdir(), "policy-lens-editor-"));
  const extensionsFolder = await installVsix(serverMain, folder);
  const setup = {
    repository,
    cache: cacheFolder,
    desktopEditor: await findDesktopEditor(),
    serverMain,
    chromium,
    extensionsFolder,
    pictures: keepPictures ? resolve(repository, "docs/images") : join(cacheFolder, "pictures"),
  };
  const file = join(folder, "setup.json");
  writeFileSync(file, JSON.stringify(setup, null, 2));
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
