// fast-check arbitraries for patterns, rules and paths over a small alphabet in which everything collides.
import fc from "fast-check";
import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "../../server/src/policy/path-tokens.ts";

/** Two characters that share their high surrogate, beside letters and the slash. */
export const CHARACTERS: readonly string[] = ["a", "b", "/", "\u{1f600}", "\u{1f601}"];

const text = fc.string({ unit: fc.constantFrom(...CHARACTERS, "a", "/"), minLength: 1, maxLength: 4 });

/** Any token list, also shapes that no written pattern has. */
export const anyTokens: fc.Arbitrary<PathTokens> = fc
  .array(fc.oneof({ weight: 3, arbitrary: text }, fc.constantFrom<PathToken>(SEGMENT, PART, ANY)), { maxLength: 5 })
  .map(joinText);

/** What people write: segments of text or `+`, perhaps a `*` at the end. */
export const writtenTokens: fc.Arbitrary<PathTokens> = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom<PathToken>("a", "b", "ab") }, fc.constant(SEGMENT)), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.constantFrom<PathToken[]>([], ["/", ANY], [ANY]),
  )
  .map(([segments, tail]) => joinText([...segments.flatMap((it): PathToken[] => ["/", it]), ...tail]))
  .filter((tokens) => tokens.at(-2) !== SEGMENT || tokens.at(-1) !== ANY);

export const patternTokens: fc.Arbitrary<PathTokens> = fc.oneof(writtenTokens, anyTokens);

export const indexedRule: fc.Arbitrary<{ tokens: PathTokens; grants: number; denies: boolean }> = fc.record({
  tokens: patternTokens,
  grants: fc.constantFrom(1, 2, 4, 3),
  denies: fc.boolean(),
});

export const anyPath: fc.Arbitrary<string> = fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 8 });

function joinText(tokens: readonly PathToken[]): PathTokens {
  const joined: PathToken[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (typeof token === "string" && typeof last === "string") joined[joined.length - 1] = last + token;
    else joined.push(token);
  }
  return joined;
}
