// The meaning of a pattern, written as plainly as possible and sharing nothing with the engine: try every split.
import { ANY, type PathTokens, SEGMENT } from "../../server/src/policy/path-tokens.ts";

export function matchesByBacktracking(tokens: PathTokens, path: string): boolean {
  const [token, ...rest] = tokens;
  if (token === undefined) return path === "";
  if (typeof token === "string") return path.startsWith(token) && matchesByBacktracking(rest, path.slice(token.length));
  for (let length = token === SEGMENT ? 1 : 0; length <= path.length; length++) {
    if (token !== ANY && path.slice(0, length).includes("/")) return false;
    if (matchesByBacktracking(rest, path.slice(length))) return true;
  }
  return false;
}

/** All strings over the characters, shortest first. A character may be a surrogate pair. */
export function* stringsOver(characters: readonly string[], longest: number): Generator<string> {
  let level = [""];
  for (let length = 0; length <= longest; length++) {
    yield* level;
    level = level.flatMap((it) => characters.map((character) => it + character));
  }
}
