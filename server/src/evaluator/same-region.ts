import type { PathTokens } from "../policy/path-tokens.ts";
import type { Region } from "./region.ts";

/** Whether two regions are told in the same way. */
export function isSameRegion(a: Region, b: Region): boolean {
  if (a === b) return true;
  return (
    a.exact === b.exact &&
    a.except.length === b.except.length &&
    isSameList(a.inside, b.inside) &&
    a.except.every((tokens, at) => isSameList(tokens, b.except[at] ?? []))
  );
}

function isSameList(a: PathTokens, b: PathTokens): boolean {
  return a === b || (a.length === b.length && a.every((token, at) => token === b[at]));
}
