// The segment by segment intersection of two patterns neither of which covers the other.
// It reads whole `+` segments and a last `*`; any other wildcard, and any shape that needs two patterns, is undefined.
import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";

/** Text, or one or more characters, or text followed by anything (only at the end). */
type Segment = string | typeof SEGMENT | { readonly startsWith: string };

/** The intersection as one pattern, or undefined when it is empty or cannot be written as one. */
export function intersectTokens(p: PathTokens, q: PathTokens): PathTokens | undefined {
  const left = toSegments(p);
  const right = toSegments(q);
  if (left === undefined || right === undefined) return undefined;
  const shared: PathToken[][] = [];
  for (let i = 0; ; i++) {
    const a = left[i];
    const b = right[i];
    if (a === undefined && b === undefined) return join(shared);
    if (a === undefined || b === undefined) return undefined;
    if (typeof a === "object" && typeof b === "object") {
      const longer = a.startsWith.length > b.startsWith.length ? a.startsWith : b.startsWith;
      if (!longer.startsWith(a.startsWith) || !longer.startsWith(b.startsWith)) return undefined;
      return join([...shared, [longer, ANY]]);
    }
    if (typeof a === "object") return withTail(shared, a.startsWith, right.slice(i));
    if (typeof b === "object") return withTail(shared, b.startsWith, left.slice(i));
    if (a !== SEGMENT && b !== SEGMENT && a !== b) return undefined;
    const segment = a === SEGMENT ? b : a;
    if (segment === "" && (a === SEGMENT || b === SEGMENT)) return undefined;
    shared.push([segment]);
  }
}

/** `before` as one side, the other side's remaining segments, of which the first must start with `text`. */
function withTail(shared: PathToken[][], text: string, rest: readonly Segment[]): PathTokens | undefined {
  const [first, ...others] = rest;
  if (first === undefined || typeof first === "object") return undefined;
  if (first !== SEGMENT && !first.startsWith(text)) return undefined;
  const head: PathToken[] = first === SEGMENT && text !== "" ? [text, PART] : [first];
  const tail = others.map((it): PathToken[] => (typeof it === "object" ? [it.startsWith, ANY] : [it]));
  return join([...shared, head, ...tail]);
}

function toSegments(tokens: PathTokens): Segment[] | undefined {
  const segments: Segment[] = [""];
  for (const [i, token] of tokens.entries()) {
    const last = segments.at(-1);
    if (typeof token === "string") {
      const [first = "", ...others] = token.split("/");
      if (last === SEGMENT && first !== "") return undefined;
      if (typeof last === "string") segments[segments.length - 1] = last + first;
      segments.push(...others);
    } else if (token === SEGMENT && last === "") segments[segments.length - 1] = SEGMENT;
    else if (token === ANY && i === tokens.length - 1 && typeof last === "string")
      segments[segments.length - 1] = { startsWith: last };
    else return undefined;
  }
  return segments;
}

function join(segments: readonly PathToken[][]): PathTokens {
  const tokens: PathToken[] = [];
  const put = (token: PathToken): void => {
    const last = tokens.at(-1);
    if (typeof token === "string" && typeof last === "string") tokens[tokens.length - 1] = last + token;
    else if (token !== "") tokens.push(token);
  };
  segments.forEach((segment, i) => {
    if (i > 0) put("/");
    segment.forEach(put);
  });
  return tokens;
}
