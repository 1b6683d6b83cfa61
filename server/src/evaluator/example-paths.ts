// Example paths that make a pattern plain: some that match, and near ones that do not. Every one is tried
// against the pattern before it is shown; nothing here decides what matches.

import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { showTemplates } from "../policy/tokenize-pattern.ts";
import { covers } from "./compare-patterns.ts";
import { indexPatterns } from "./path-index.ts";

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
  const index = indexPatterns([tokens]);
  const matches = (path: string): boolean => index.decide(path) !== 0;
  const fills = FILLS.map((fill) => fillTokens(tokens, fill));
  const base = fills[0] ?? "";
  const templates = new Set(templatesIn(base));
  const isNear = (path: string): boolean =>
    path !== "" && templatesIn(path).every((template) => templates.has(template)) && !matches(path);
  const near = nearPaths(tokens, base).filter(isNear);
  if (near.length === 0) near.push(...changedTexts(tokens).filter(isNear));
  return { matching: choose(fills.filter(matches)), near: choose(near.length > 0 ? near : missedPath(tokens)) };
}

/** A changed name between braces would be another template, of which nothing is known. */
function templatesIn(path: string): string[] {
  return showTemplates(path).match(/\{\{.*?\}\}|\{\{/g) ?? [];
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
  else near.push(base.replace(/\/?$/, "/db"));
  for (const [at, token] of tokens.entries()) {
    if (token !== SEGMENT) continue;
    const around = (middle: string): string =>
      [...tokens.slice(0, at).map(asText), middle, ...tokens.slice(at + 1).map(asText)].join("");
    near.push(around("app/extra"), around("").replace("//", "/"));
  }
  const lastText = tokens.findLast((token) => typeof token === "string") ?? "";
  near.push(withoutLast(base), base.replace(lastText, swapCase(lastText)));
  return near;
}

/** As short as they can be, with one of the texts changed at its end, the last text first. */
function changedTexts(tokens: PathTokens): string[] {
  const changed = tokens.map((token, at) => {
    if (typeof token !== "string" || token === "/") return [];
    return [otherEnd(token), withoutLast(token)].map((text) => fillTokens(tokens.with(at, text), SHORTEST));
  });
  return changed.reverse().flat();
}

const SHORTEST: Fill = { [SEGMENT]: "x", [PART]: "", [ANY]: "" };

/** Some path that does not match, unless all do. */
function missedPath(tokens: PathTokens): string[] {
  const all = covers(tokens, ["/", ANY], MOST_POSITIONS);
  return all.decided && !all.holds ? [all.witness] : [];
}

const MOST_POSITIONS = 50_000;

function withoutLast(text: string): string {
  return Array.from(text).slice(0, -1).join("");
}

/** The text with another letter for its last character that is no slash, or another digit. */
function otherEnd(text: string): string {
  return text.replace(/[^/](?=\/*$)/u, (last) =>
    /\d/.test(last) ? `${(Number(last) + 1) % 10}` : last === "x" ? "y" : "x",
  );
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
