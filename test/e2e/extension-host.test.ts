// The suite as on a desktop: with Node beside the extension.
import { testInEditor } from "./run-suite.ts";

await testInEditor("node");
