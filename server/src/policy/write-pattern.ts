import { ANY, PART, type PathTokens, SEGMENT } from "./path-tokens.ts";
import { showTemplates } from "./tokenize-pattern.ts";

/** A pattern's meaning in the form in which it is written in a rules file, with its leading slash. */
export function writePattern(tokens: PathTokens): string {
  return tokens.map((token) => (typeof token === "string" ? showTemplates(token) : WILDCARDS[token])).join("");
}

const WILDCARDS = { [SEGMENT]: "+", [PART]: "+", [ANY]: "*" } as const;
