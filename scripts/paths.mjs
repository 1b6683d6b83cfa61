// Where the repository is, and the cache that the scripts share. POLICY_LENS_CACHE lets several clones use one cache.
import { resolve } from "node:path";
import { env } from "node:process";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("..", import.meta.url));

export const cacheFolder = env.POLICY_LENS_CACHE ? resolve(env.POLICY_LENS_CACHE) : resolve(repository, ".cache");

/** The packaged extension: what users get, and what the tests in VS Code install. */
export const vsixFile = resolve(repository, "dist/policy-lens.vsix");
