// Finds the Chrome or Chromium that shows VS Code to the tests; where it may, on Debian as root, it installs one through apt.
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { argv, env, getuid, platform } from "node:process";
import { fileURLToPath } from "node:url";
import { PlainFailure, runMain } from "./plain-failure.mjs";
import { runCommand } from "./run-command.mjs";

const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const knownPlaces = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA]
    .filter(Boolean)
    .map((folder) => `${folder}\\Google\\Chrome\\Application\\chrome.exe`),
  linux: ["/usr/bin", "/usr/local/bin", "/snap/bin"].flatMap((folder) => commands.map((name) => join(folder, name))),
};

/**
 * Returns the browser's path: CHROME_PATH, else one on PATH or in a usual place, else one freshly installed.
 * Throws a PlainFailure that says what is missing.
 *
 * @param {(line: string) => void} [say]
 * @returns {Promise<string>}
 */
export async function findChromium(say = console.log) {
  if (env.CHROME_PATH) {
    if (isExecutable(env.CHROME_PATH)) return env.CHROME_PATH;
    throw new PlainFailure(`CHROME_PATH is set to ${env.CHROME_PATH}, which is no program that can be run.`);
  }
  const installed = findInstalled();
  if (installed) return installed;
  if (existsSync("/etc/debian_version") && getuid?.() === 0) return installThroughApt(say);
  throw new PlainFailure(
    "The tests in VS Code need Chrome or Chromium: install one, or set CHROME_PATH to it, or leave these tests out with --no-editor.",
  );
}

function findInstalled() {
  const onPath = (env.PATH ?? "").split(delimiter).flatMap((folder) => commands.map((name) => join(folder, name)));
  return [...onPath, ...(knownPlaces[platform] ?? [])].find(isExecutable);
}

async function installThroughApt(say) {
  say("Installing Chromium through apt (once).");
  const quietly = { env: { DEBIAN_FRONTEND: "noninteractive" } };
  // A stale package list of some other source must not stop us: the install decides.
  await runCommand("apt-get", ["update", "-qq"], quietly);
  await runCommand("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], quietly);
  const browser = findInstalled();
  if (browser) return browser;
  throw new PlainFailure(
    "Chromium could not be installed through apt: install Chrome or Chromium, or set CHROME_PATH to it.",
  );
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async () => console.log(await findChromium()));
}
