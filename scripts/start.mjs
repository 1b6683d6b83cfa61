// `npm start`: builds the extension and opens a VS Code with it on examples/. The desktop's own where there is one, else one in the
// browser, which stays until Ctrl+C. Neither touches the user's settings.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process, { env, execPath, platform } from "node:process";
import { parseArgs } from "node:util";
import { installVscodeServer } from "./install-vscode-server.mjs";
import { installVsix } from "./install-vsix.mjs";
import { packageExtension } from "./package.mjs";
import { repository } from "./paths.mjs";
import { PlainFailure, runMain } from "./plain-failure.mjs";
import { runCommand } from "./run-command.mjs";
import { startVscodeServer } from "./start-vscode-server.mjs";

const examples = join(repository, "examples");
const hasDisplay = platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
const onWindows = platform === "win32";

await runMain(async () => {
  const port = readPort();
  if ((await runCommand(execPath, ["esbuild.mjs"])) !== 0) throw new PlainFailure("The build failed.");
  // Who wishes for a port wishes for the browser.
  if (port === undefined && hasDisplay && (await hasDesktop())) await openDesktop();
  else await openInBrowser(port ?? 0);
});

function readPort() {
  try {
    const { port } = parseArgs({ options: { port: { type: "string" } } }).values;
    if (port === undefined || /^\d{1,5}$/.test(port)) return port && Number(port);
  } catch {
    // The sentence below says it all.
  }
  throw new PlainFailure("Usage: npm start [-- --port NUMBER]");
}

async function hasDesktop() {
  return (await runCommand("code", ["--version"], { silent: true, shell: onWindows })) === 0;
}

async function openDesktop() {
  const state = join(repository, ".cache/desktop");
  rmSync(state, { recursive: true, force: true });
  const args = [
    "--new-window",
    `--extensionDevelopmentPath=${repository}`,
    `--user-data-dir=${join(state, "user-data")}`,
    `--extensions-dir=${join(state, "extensions")}`,
    "--disable-workspace-trust",
    examples,
  ];
  console.log("Opening VS Code.");
  if ((await runCommand("code", args, { shell: onWindows })) !== 0)
    throw new PlainFailure("VS Code could not be opened.");
}

async function openInBrowser(port) {
  await packageExtension();
  const serverMain = await installVscodeServer();
  const dataFolder = mkdtempSync(join(tmpdir(), "policy-lens-start-"));
  process.once("exit", () => rmSync(dataFolder, { recursive: true, force: true }));
  let askedToStop = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.once(signal, () => {
      askedToStop = true;
      process.exitCode = 0;
    });
  }

  await installVsix(serverMain, dataFolder);
  const settings = { "workbench.startupEditor": "none" };
  const server = await startVscodeServer({ serverMain, dataFolder, port, settings });
  const address = server.urlFor(examples);
  console.log(`\nVS Code with Policy Lens is at\n\n  ${address}\n\nCtrl+C stops it.`);
  showInBrowser(address);
  await server.untilEnded();
  if (!askedToStop) throw new PlainFailure("VS Code's server ended by itself.");
  console.log("Stopped.");
}

/** Only a convenience: the address has been printed. */
function showInBrowser(address) {
  if (!hasDisplay) return;
  const openers = { darwin: ["open"], win32: ["explorer.exe"], linux: ["xdg-open"] };
  const [command, ...args] = openers[platform] ?? openers.linux;
  spawn(command, [...args, address], { stdio: "ignore", detached: true })
    .once("error", () => {})
    .unref();
}
