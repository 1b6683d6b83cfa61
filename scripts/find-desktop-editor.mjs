// Where the suite of the desktop runs: in a downloaded VS Code, or where that cannot be had, in the VS Code in the browser.
import { join } from "node:path";
import { env, platform } from "node:process";
import { downloadAndUnzipVSCode, SilentReporter } from "@vscode/test-electron";
import { cacheFolder } from "./paths.mjs";
import { PlainFailure } from "./plain-failure.mjs";

const downloads = "https://update.code.visualstudio.com/api/releases/stable";
const patienceMs = 3_000;

/**
 * Returns the path of a VS Code for the desktop, downloading it where needed; undefined means the one in the browser.
 * POLICY_LENS_EDITOR decides when it is set; else whether VS Code can be downloaded and shown.
 *
 * @param {(line: string) => void} [say]
 * @returns {Promise<string | undefined>}
 */
export async function findDesktopEditor(say = console.log) {
  const wanted = env.POLICY_LENS_EDITOR || "any";
  if (!["electron", "server", "any"].includes(wanted)) {
    throw new PlainFailure(`POLICY_LENS_EDITOR is "${wanted}": it can be "electron" or "server".`);
  }
  if (wanted === "server") return undefined;
  const hasDisplay = platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  if (wanted === "any" && !(hasDisplay && (await canReachDownloads()))) return undefined;

  say("Downloading VS Code for the desktop, unless it is there already.");
  try {
    return await downloadAndUnzipVSCode({
      cachePath: join(cacheFolder, "vscode-desktop"),
      reporter: new SilentReporter(),
    });
  } catch (error) {
    const why = `VS Code for the desktop could not be downloaded (${error instanceof Error ? error.message : error})`;
    if (wanted === "electron") throw new PlainFailure(`${why}.`);
    say(`${why}: using the one in the browser.`);
    return undefined;
  }
}

async function canReachDownloads() {
  try {
    return (await fetch(downloads, { signal: AbortSignal.timeout(patienceMs) })).ok;
  } catch {
    return false;
  }
}
