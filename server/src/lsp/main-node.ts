// The server as a process: over stdio for any editor, over node's own channel or a pipe where the client wants that.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createConnection } from "vscode-languageserver/node";
import { serve } from "./serve.ts";
import { nodeFileAccess } from "./workspace/node-file-access.ts";

const WAYS = ["--stdio", "--node-ipc", "--pipe", "--socket"];

if (process.argv.some((argument) => WAYS.some((way) => argument === way || argument.startsWith(`${way}=`)))) {
  serve(createConnection(), { checkPages: packagedPages(), disk: nodeFileAccess });
} else {
  process.stderr.write("This is the Policy Lens language server. Start it from an editor with --stdio.\n");
  process.exitCode = 2;
}

/** The pages lie beside the bundle in the package; a server that was copied alone has none. */
function packagedPages(): string | undefined {
  const script = process.argv[1] ?? "";
  const folder = new URL("../docs/checks/", pathToFileURL(join(dirname(script), "server.js")));
  return existsSync(fileURLToPath(folder)) ? `${folder}{code}.md` : undefined;
}
