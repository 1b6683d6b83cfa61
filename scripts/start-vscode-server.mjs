// Starts the VS Code that runs in the browser, on 127.0.0.1 and behind a token of its own, and stops it with everything it started.
// It takes every path as an option and knows nothing of this repository: `npm start` and the tests both use it.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process, { env, execPath, platform } from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { PlainFailure } from "./plain-failure.mjs";

const startLimitMs = 30_000;
const stopLimitMs = 3_000;
const interrupted = 130;
const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Resolves when the server listens. Rejects with the server's own words when it ends or stays silent instead.
 *
 * @param {import("./start-vscode-server.d.mts").ServerOptions} options
 * @returns {Promise<import("./start-vscode-server.d.mts").VscodeServer>}
 */
export async function startVscodeServer(options) {
  const user = join(options.dataFolder, "data/User");
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, "settings.json"), JSON.stringify(options.settings ?? {}, null, 2));

  const token = randomUUID();
  const child = spawn(execPath, [options.serverMain, ...serverArguments(options, token)], {
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: the server's extension hosts and terminals end with it, and Ctrl+C reaches us alone.
    detached: platform !== "win32",
  });
  const stop = endWithUs(child);
  const port = await untilListening(child).catch(async (error) => {
    await stop();
    throw error;
  });
  const authority = `127.0.0.1:${port}`;
  return {
    authority,
    stop,
    untilEnded: () => hasEnded(child),
    urlFor: (folder, payload = []) => {
      const query = new URLSearchParams({ tkn: token, folder });
      if (payload.length > 0) query.set("payload", JSON.stringify(payload));
      return `http://${authority}/?${query}`;
    },
  };
}

/** However this process ends, the server does not outlive it. Returns what stops it before. */
function endWithUs(child) {
  const killAtOnce = () => signalGroup(child, "SIGKILL");
  const stopAndExit = () => stopGroup(child).then(() => process.exit(process.exitCode ?? interrupted));
  process.once("exit", killAtOnce);
  for (const signal of stopSignals) process.once(signal, stopAndExit);
  return async () => {
    process.off("exit", killAtOnce);
    for (const signal of stopSignals) process.off(signal, stopAndExit);
    await stopGroup(child);
  };
}

function serverArguments(options, token) {
  return [
    ...["--host", "127.0.0.1", "--port", String(options.port ?? 0), "--connection-token", token],
    ...["--accept-server-license-terms", "--telemetry-level", "off"],
    ...["--server-data-dir", options.dataFolder],
    ...(options.extensionsFolder ? ["--extensions-dir", options.extensionsFolder] : []),
    ...(options.restricted ? [] : ["--disable-workspace-trust"]),
  ];
}

/** Inside a terminal of VS Code the variables of that VS Code would lead the new one astray. */
function environment() {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith("VSCODE_") && name !== "ELECTRON_RUN_AS_NODE"),
  );
}

function untilListening(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    const fail = (why) => reject(new Error(`VS Code's server ${why}.\n${said}`));
    const timer = setTimeout(() => fail("did not start in time"), startLimitMs);
    const listen = (chunk) => {
      said += chunk;
      // It would go on without a port.
      if (said.includes("EADDRINUSE")) reject(new PlainFailure("The port is in use: choose another one."));
      const port = /agent listening on (\d+)/.exec(said)?.[1];
      if (!port) return;
      clearTimeout(timer);
      // From here on its output is only drained: a full pipe would stop it.
      said = "";
      for (const stream of [child.stdout, child.stderr]) stream.off("data", listen).resume();
      resolve(Number(port));
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("error", (error) => fail(`cannot be run (${error.message})`));
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`ended with code ${code}`);
    });
  });
}

async function stopGroup(child) {
  signalGroup(child, "SIGTERM");
  await Promise.race([hasEnded(child), delay(stopLimitMs, undefined, { ref: false })]);
  signalGroup(child, "SIGKILL");
}

async function hasEnded(child) {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

function signalGroup(child, signal) {
  try {
    if (platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Nothing of the group is left: that is what was wanted.
  }
}
