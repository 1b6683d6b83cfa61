// Bundles the benchmark and runs it: `npm ci --prefix bench`, then `npm run bench [-- --quick]`.
// The peers stay in bench/node_modules; the bundles lie in bench/dist.
import { existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv, exit } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const home = dirname(fileURLToPath(import.meta.url));

if (!existsSync(join(home, "node_modules"))) {
  console.error("The benchmark's peers are not installed. Run: npm ci --prefix bench");
  exit(2);
}

rmSync(join(home, "dist"), { recursive: true, force: true });
await build({
  entryPoints: ["main", "worker", "question-worker"].map((name) => join(home, `src/${name}.ts`)),
  outdir: join(home, "dist"),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  // As the product is shipped: constants then stand where they are used, and are not looked up across modules.
  minify: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  mainFields: ["module", "main"],
  logLevel: "warning",
});

await build({
  entryPoints: { "language-server": join(home, "../server/src/lsp/main-node.ts") },
  outdir: join(home, "dist"),
  outExtension: { ".js": ".cjs" },
  bundle: true,
  minify: true,
  format: "cjs",
  platform: "node",
  target: "es2022",
  mainFields: ["module", "main"],
  logLevel: "warning",
});

const { runBenchmark } = await import(pathToFileURL(join(home, "dist/main.mjs")).href);
await runBenchmark(home, argv.slice(2));
