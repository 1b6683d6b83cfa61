// Packages what is in dist/ as the .vsix that users install. It builds nothing and asks neither the user nor the network anything.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";
import { repository, vsixFile } from "./paths.mjs";
import { PlainFailure, runMain } from "./plain-failure.mjs";

/** Writes dist/policy-lens.vsix with the files that .vscodeignore allows. */
export async function packageExtension() {
  if (!existsSync(resolve(repository, "dist/main-node.js"))) {
    throw new PlainFailure("There is nothing to package: run `npm run build` first.");
  }
  await createVSIX({
    cwd: repository,
    packagePath: vsixFile,
    // Everything is bundled, so node_modules stays out.
    dependencies: false,
    // The package has no public repository, against which vsce would resolve the links in README.md.
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
}

if (argv[1] === fileURLToPath(import.meta.url)) await runMain(packageExtension);
