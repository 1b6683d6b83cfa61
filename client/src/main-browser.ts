// Where VS Code in a browser starts the extension. One bundle: its larger part is not run before the first rules file.

import type { ExtensionContext } from "vscode";
import { type Activation, activateLazily } from "./activate-lazily.ts";

/** Called when the first JSON file is opened, or a command is run. */
export function activate(context: ExtensionContext): Activation {
  return activateLazily(context, () => import("./client-browser.ts"));
}
