// Example paths that make a pattern plain: some that match, and near ones that do not. Every one is tried
// against the pattern before it is shown; nothing here decides what matches.

import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { showTemplates } from "../policy/tokenize-pattern.ts";
import { buildPathIndex } from "./path-index.ts";

export interface ExamplePaths {
  readonly matching: readonly string[];
  readonly near: readonly string[];
}

const MOST_EACH = 3;

/** Trying examples takes longer the more wildcards there are, and nobody reads them there. */
const MOST_TOKENS = 200;

/** Examples for a pattern, templates shown in their written form; none for a pattern that examples do not make plain. */
export function examplePaths(tokens: PathTokens): ExamplePaths {
  if (tokens.length > MOST_TOKENS) return { matching: [], near: [] };
  const index = buildPathIndex([{ tokens, grants: 1, denies: false }]);
  const matches = (path: string): boolean => index.decide(path) !== 0;
  const fills = FILLS.map((fill) => fillTokens(tokens, fill));
  const base = fills[0] ?? "";
  return {
    matching: choose(fills.filter(matches)),
    near: choose(nearPaths(tokens, base).filter((path) => path !== "" && !matches(path))),
  };
}

type Fill = Readonly<Record<typeof SEGMENT | typeof PART | typeof ANY, string>>;

const FILLS: readonly Fill[] = [
  { [SEGMENT]: "app", [PART]: "1", [ANY]: "db" },
  { [SEGMENT]: "web", [PART]: "", [ANY]: "team/key" },
  { [SEGMENT]: "x", [PART]: "-a", [ANY]: "" },
];

function fillTokens(tokens: PathTokens, fill: Fill): string {
  return tokens.map((token) => (typeof token === "string" ? token : fill[token])).join("");
}

/** Paths a reader might take for matching: the folder itself, what lies below, a segment more or less, another case. */
function nearPaths(tokens: PathTokens, base: string): string[] {
  const [fill] = FILLS;
  if (fill === undefined) return [];
  const asText = (token: PathToken): string => (typeof token === "string" ? token : fill[token]);
  const near: string[] = [];
  if (tokens.at(-1) === ANY) near.push(tokens.slice(0, -1).map(asText).join("").replace(/\/$/, ""));
  else near.push(`${base}/db`);
  for (const [at, token] of tokens.entries()) {
    if (token !== SEGMENT) continue;
    const around = (middle: string): string =>
      [...tokens.slice(0, at).map(asText), middle, ...tokens.slice(at + 1).map(asText)].join("");
    near.push(around("app/extra"), around("").replace("//", "/"));
  }
  const lastText = tokens.findLast((token) => typeof token === "string") ?? "";
  near.push(base.slice(0, -1), base.replace(lastText, swapCase(lastText)));
  return near;
}

/** The text with its first letter behind the last slash in the other case. */
function swapCase(text: string): string {
  return text.replace(/[A-Za-z](?=[^/]*\/?$)/, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

function choose(paths: readonly string[]): string[] {
  return [...new Set(paths.map(showTemplates))].slice(0, MOST_EACH);
}
