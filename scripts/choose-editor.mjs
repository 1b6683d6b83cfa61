// Where the suite of the desktop runs: a downloaded VS Code, or where it cannot be had, the VS Code in the browser.
import { env, platform } from "node:process";
import { PlainFailure } from "./plain-failure.mjs";

const downloads = "https://update.code.visualstudio.com/api/releases/stable";
const patienceMs = 3_000;

/**
 * POLICY_LENS_EDITOR decides when it is set; else whether VS Code can be downloaded and shown.
 *
 * @returns {Promise<"electron" | "server">}
 */
export async function chooseEditor() {
  const wanted = env.POLICY_LENS_EDITOR;
  if (wanted === "electron" || wanted === "server") return wanted;
  if (wanted) throw new PlainFailure(`POLICY_LENS_EDITOR is "${wanted}": it can be "electron" or "server".`);
  const hasDisplay = platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  return hasDisplay && (await canDownload()) ? "electron" : "server";
}

async function canDownload() {
  try {
    return (await fetch(downloads, { signal: AbortSignal.timeout(patienceMs) })).ok;
  } catch {
    return false;
  }
}
