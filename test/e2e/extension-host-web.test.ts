// The suite as on vscode.dev: the extension runs in a worker of the browser, from its entry for browsers.
import { testInEditor } from "./run-suite.ts";

await testInEditor("web");
