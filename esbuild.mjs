// Builds what the package ships into dist/. With --tests it also bundles the tests into dist/test/; --dev keeps it readable.
import { chmodSync, readdirSync, rmSync } from "node:fs";
import { argv } from "node:process";
import { build } from "esbuild";

const dev = argv.includes("--dev");

/** @type {import("esbuild").BuildOptions} */
const shared = { bundle: true, format: "cjs", target: "es2022", minify: !dev, sourcemap: dev, logLevel: "warning" };

/** Node bundles read `module` first: jsonc-parser's `main` is UMD, which bundles silently and dies at start. */
/** @type {import("esbuild").BuildOptions} */
const node = { ...shared, platform: "node", mainFields: ["module", "main"] };

/** @type {import("esbuild").BuildOptions} */
const browser = { ...shared, platform: "browser", mainFields: ["browser", "module", "main"] };

const lazyImportAsRequire = { "dynamic-import": false };

/** @type {import("esbuild").BuildOptions[]} */
const product = [
  {
    ...node,
    entryPoints: { "main-node": "client/src/main-node.ts" },
    external: ["vscode", "./client-node.js"],
    supported: lazyImportAsRequire,
  },
  { ...node, entryPoints: { "client-node": "client/src/client-node.ts" }, external: ["vscode"] },
  { ...browser, entryPoints: { "main-browser": "client/src/main-browser.ts" }, external: ["vscode"] },
  {
    ...browser,
    entryPoints: { "impersonate-view": "client/src/impersonate/view/main.ts" },
    format: "iife",
    tsconfig: "client/src/impersonate/view/tsconfig.json",
  },
  { ...node, entryPoints: { server: "server/src/lsp/main-node.ts" } },
  { ...browser, entryPoints: { "server-browser": "server/src/lsp/main-browser.ts" }, format: "iife" },
  { ...node, entryPoints: { cli: "server/src/cli/main.ts" }, banner: { js: "#!/usr/bin/env node" } },
];

const filesIn = (folder, ending) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);

/** Unit tests load packages as Node does; the suite for the real VS Code is one CommonJS file, as VS Code loads it. */
const tests = () => [
  {
    ...node,
    entryPoints: filesIn("test", ".test.ts"),
    outbase: "test",
    outdir: "dist/test",
    format: "esm",
    outExtension: { ".js": ".mjs" },
    packages: "external",
    minify: false,
    sourcemap: "inline",
  },
  {
    ...node,
    entryPoints: { "test/e2e/suite": "test/e2e/suite.ts" },
    external: ["vscode"],
    minify: false,
    sourcemap: "inline",
  },
];

rmSync("dist", { recursive: true, force: true });
await Promise.all(
  [...product, ...(argv.includes("--tests") ? tests() : [])].map((options) => build({ outdir: "dist", ...options })),
);
// A command that `npm link` has put on the path runs this file itself, and goes on doing so after the next build.
chmodSync("dist/cli.js", 0o755);
