// Installs a VS Code that runs in the browser: the one inside the npm package code-server, of which nothing else is used.
// It goes into the cache, needs nothing but the package registry, and a half-finished install is never taken for a whole one.
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { arch, argv, execPath, platform, versions } from "node:process";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "./paths.mjs";
import { PlainFailure, runMain } from "./plain-failure.mjs";
import { runNpm } from "./run-command.mjs";

const version = "4.100.3";

/** Finds files and text for VS Code. VS Code's own script, which is not run, would download it from elsewhere. */
const ripgrep = "@vscode/ripgrep";
const ripgrepVersion = "1.18.0";

const installs = join(cacheFolder, "vscode-server");

/** The server loads two native modules, so an install belongs to one platform and one ABI of Node. */
const home = join(installs, `${version}-${platform}-${arch}-node${versions.modules}`);
const vscodeInside = "node_modules/code-server/lib/vscode";
const finishedMarker = "finished";
const oneHour = 3_600_000;

/**
 * Returns the path of VS Code's server-main.js, installing it first where needed (about 330 MB, 40 seconds).
 * Throws a PlainFailure that names the step and the log.
 *
 * @param {(line: string) => void} [say] takes the progress lines
 * @returns {Promise<string>}
 */
export async function installVscodeServer(say = console.log) {
  const serverMain = join(home, vscodeInside, "out/server-main.js");
  if (existsSync(join(home, finishedMarker))) return serverMain;

  mkdirSync(installs, { recursive: true });
  removeAbandoned();
  const workshop = join(installs, `installing-${Date.now()}`);
  mkdirSync(workshop);
  // Without a package.json of its own, npm would install into the repository that surrounds the cache.
  writeFileSync(join(workshop, "package.json"), '{ "private": true }\n');
  say("Installing VS Code 1.100 for the browser (about 330 MB, once; it takes a minute).");
  await runSteps(workshop, say);
  writeFileSync(join(workshop, finishedMarker), "");
  moveIntoPlace(workshop);
  return serverMain;
}

async function runSteps(workshop, say) {
  const vscode = join(workshop, vscodeInside);
  const log = join(workshop, "install.log");
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = async (cwd, ...args) => (await runNpm(args, { cwd, env: npmEnvironment(), log })) === 0;
  const steps = [
    ["the package", () => npm(workshop, "install", `code-server@${version}`, `${ripgrep}@${ripgrepVersion}`, ...quiet)],
    ["its modules", () => npm(vscode, "install", "--omit=dev", ...quiet)],
    ["its extensions", () => npm(join(vscode, "extensions"), "install", "--omit=dev", ...quiet)],
  ];
  for (const [index, [what, run]] of steps.entries()) {
    const start = Date.now();
    if (!(await run())) throw keepLog(workshop, log, what);
    say(`  ${index + 1} of 4: ${what} (${secondsSince(start)} s)`);
  }
  const start = Date.now();
  const compiled = await npm(vscode, "rebuild", "@vscode/spdlog", "native-watchdog");
  const without = "not compiled, for want of Python, make or a C++ compiler: VS Code's own logs stay empty";
  say(`  4 of 4: its native modules (${compiled ? `${secondsSince(start)} s` : without})`);

  const ripgrepHere = join(workshop, "node_modules", `${ripgrep}-${platform}-${arch}`);
  cpSync(join(ripgrepHere, "bin"), join(vscode, "node_modules", ripgrep, "bin"), { recursive: true });
  // The workbench asks for its modules under this name; code-server's own install script, which is not run, makes the link.
  symlinkSync("node_modules", join(vscode, "node_modules.asar"), "junction");
}

function keepLog(workshop, log, what) {
  const kept = join(installs, "install.log");
  copyFileSync(log, kept);
  rmSync(workshop, { recursive: true, force: true });
  return new PlainFailure(
    `VS Code could not be installed from the package registry: npm failed at ${what} (see ${kept}).`,
  );
}

const secondsSince = (start) => ((Date.now() - start) / 1000).toFixed(0);

/** Under `npm test` the outer npm passes its own folder on; and Node's headers need no download where they lie beside Node. */
function npmEnvironment() {
  const prefix = dirname(dirname(execPath));
  const hasHeaders = existsSync(join(prefix, "include/node/node.h"));
  return { npm_config_local_prefix: undefined, ...(hasHeaders ? { npm_config_nodedir: prefix } : {}) };
}

/** Another process may have finished first: then its install is as good as ours. */
function moveIntoPlace(workshop) {
  try {
    if (existsSync(home) && !existsSync(join(home, finishedMarker))) rmSync(home, { recursive: true, force: true });
    renameSync(workshop, home);
  } catch (error) {
    rmSync(workshop, { recursive: true, force: true });
    if (!existsSync(join(home, finishedMarker))) throw error;
  }
}

function removeAbandoned() {
  for (const name of readdirSync(installs).filter((entry) => entry.startsWith("installing-"))) {
    const folder = join(installs, name);
    if (Date.now() - statSync(folder).mtimeMs > oneHour) rmSync(folder, { recursive: true, force: true });
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async () => console.log(await installVscodeServer()));
}
