// How it is proved of a rule with a template, for every value of the claim, that other rules cover it. A template stands
// for itself, and a value may hold slashes (A7): so only a `*` or the same template may take it in, never a `+`, which
// is one segment. The `+` of both rules is read as a text that equals only a `+` in the same place. What covers even so
// covers whatever the values are; where more covers in truth, there is no proof.

import { PART, type PathToken, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { opaqueTemplate } from "../policy/tokenize-pattern.ts";

/** Tokens in which each wildcard of one segment equals only itself. */
export function fixSegments(tokens: PathTokens): PathTokens {
  if (!tokens.some((token) => token === SEGMENT || token === PART)) return tokens;
  const fixed: PathToken[] = [];
  for (const token of tokens) {
    const text = token === SEGMENT ? ONE_SEGMENT : token === PART ? ONE_PART : token;
    const last = fixed.at(-1);
    if (typeof text === "string" && typeof last === "string") fixed[fixed.length - 1] = last + text;
    else fixed.push(text);
  }
  return fixed;
}

/** No claim is called so: a slash ends a template. */
const ONE_SEGMENT = opaqueTemplate("/segment");
const ONE_PART = opaqueTemplate("/part");
