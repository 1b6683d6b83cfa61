// Tokenizes JSON as VS Code does, with the injection and without it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import type { IGrammar, IToken } from "vscode-textmate";

export const INJECTION_FILE: string = resolve("syntaxes/policy-lens.injection.json");
const JSON_FILE = resolve("test/syntaxes/json.tmLanguage.json");

/** Both packages hide their names from static imports. */
const require = createRequire(import.meta.url);
const textmate = require("vscode-textmate") as typeof import("vscode-textmate");
const oniguruma = require("vscode-oniguruma") as typeof import("vscode-oniguruma");

/** `json` and `jsonc` differ in the last part of their scopes. */
export type Dialect = "json" | "jsonc";

/** The tokens of every line. */
export type Tokenize = (lines: readonly string[]) => readonly (readonly IToken[])[];

/** Loads the grammars once for all texts of a dialect. */
export async function loadTokenizer(dialect: Dialect, withInjection: boolean): Promise<Tokenize> {
  await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer).catch(() => {});
  const scope = dialect === "json" ? "source.json" : "source.json.comments";
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (name) => textmate.parseRawGrammar(readGrammar(name), `${name}.json`),
    getInjections: () => (withInjection ? ["policy-lens.injection"] : []),
  });
  const grammar = await registry.loadGrammar(scope);
  if (!grammar) throw new Error(`There is no grammar ${scope}.`);
  return (lines) => tokenizeLines(grammar, lines);
}

function readGrammar(scope: string): string {
  if (scope === "policy-lens.injection") return readFileSync(INJECTION_FILE, "utf8");
  const json = readFileSync(JSON_FILE, "utf8");
  // VS Code's JSON with comments is the same grammar with `.comments` behind every scope.
  return scope === "source.json" ? json : json.replaceAll(/\.json(?=["\s])/g, ".json.comments");
}

function tokenizeLines(grammar: IGrammar, lines: readonly string[]): IToken[][] {
  let stack = textmate.INITIAL;
  return lines.map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens;
  });
}
