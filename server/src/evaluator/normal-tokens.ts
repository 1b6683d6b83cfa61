// One form for token lists that mean the same where wildcards stand side by side, so that nobody who walks a pattern
// meets a long row of wildcards that read nothing.
import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";

/** The same pattern; of wildcards side by side only those remain that add something. */
export function normalTokens(tokens: PathTokens): PathTokens {
  if (!hasRow(tokens)) return tokens;
  const normal: PathToken[] = [];
  for (const token of tokens) {
    const last = normal.at(-1);
    const absorbs = last === ANY || last === SEGMENT || last === PART;
    if (token === PART && absorbs) continue;
    if (token === ANY && last === ANY) continue;
    if ((token === ANY || token === SEGMENT) && last === PART) normal.pop();
    normal.push(token);
  }
  return normal;
}

function hasRow(tokens: PathTokens): boolean {
  for (let i = 1; i < tokens.length; i++)
    if (typeof tokens[i] !== "string" && typeof tokens[i - 1] !== "string") return true;
  return false;
}
