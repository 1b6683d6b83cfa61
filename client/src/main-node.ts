// Where VS Code for desktops and remote machines starts the extension. Everything big waits for the first rules file.

import type { ExtensionContext } from "vscode";
import { type Activation, activateLazily } from "./activate-lazily.ts";

/** Called when the first JSON file is opened, or a command is run. */
export function activate(context: ExtensionContext): Activation {
  return activateLazily(context, () => import("./client-node.js"));
}
