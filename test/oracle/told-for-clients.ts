// What a told change says of one client: a template in a told pattern stands for the client's own values, as in a rule.
// And whether some client sees it, by trying values that the path suggests.

import type { TimedChange } from "../../server/src/evaluator/compare-at-moments.ts";
import type { PathTokens } from "../../server/src/policy/path-tokens.ts";
import { showTemplates } from "../../server/src/policy/tokenize-pattern.ts";
import { isStringOf, type Parts } from "./pattern-meaning.ts";
import { answer, type PlainClient, type PlainRole, type PlainSettings } from "./policy-meaning.ts";

export type Claims = PlainClient["claims"];

/** Who holds which roles, by which settings; what is left is to say with which claims, and when. */
export interface Held {
  readonly roles: readonly PlainRole[];
  readonly settings: PlainSettings;
}

export function isToldOf({ region: { inside, except } }: TimedChange, path: string, claims: Claims): boolean {
  return isOf(inside, path, claims) && !except.some((each) => isOf(each, path, claims));
}

/** Whether some client sees the change on its witness, from a moment on and at no earlier one. */
export function isShown(
  { before, after }: { readonly before: Held; readonly after: Held },
  { witness, capabilities }: TimedChange,
  [time, ...earlier]: readonly [number, ...number[]],
): boolean {
  const written = showTemplates(witness);
  const isSeen = (path: string, claims: Claims): boolean => {
    const gainAt = (moment: number): readonly string[] =>
      gainOn(clientOf(before, claims, moment), clientOf(after, claims, moment), path);
    const gain = gainAt(time);
    return capabilities.every((name) => gain.includes(name) && !earlier.some((it) => gainAt(it).includes(name)));
  };
  return fillings(written, { g: ["y"], h: ["y", "z"] }).some((path) => {
    const isSeenBy = (claims: Claims): boolean => fillings(written, claims).includes(path) && isSeen(path, claims);
    const near = valuesNear(path);
    const pairs = near.flatMap((one, at) => near.slice(at + 1).map((other) => [one, other]));
    const singles = [[], ...near.map((one) => [one])];
    return [[["y"], ["z"], ["a"], ["b"]], singles, [...singles, ...pairs]].some((values) =>
      values.some((g) => values.some((h) => isSeenBy({ g, h }))),
    );
  });
}

export function clientOf({ roles, settings }: Held, claims: Claims, time: number): PlainClient {
  return { roles, claims, time, settings };
}

function gainOn(was: PlainClient, is: PlainClient, path: string): readonly string[] {
  const now = answer(is, "item-rule", path).capabilities;
  if (now.length === 0) return now;
  const had = answer(was, "item-rule", path).capabilities;
  return now.filter((name) => !had.includes(name));
}

/** Every stretch of a path's segments, and values that no rule names. */
function valuesNear(path: string): string[] {
  const stretches = path
    .split("/")
    .flatMap((segment) => [...segment].flatMap((_, from) => [...segment].map((_, to) => segment.slice(from, to + 1))));
  return [...new Set([...stretches, "y", "z"])].filter((value) => value !== "");
}

function isOf(tokens: PathTokens, path: string, claims: Claims): boolean {
  const written = tokens.map((token) => (typeof token === "string" ? showTemplates(token) : `<${token}>`)).join("");
  return fillings(written, claims).some((text) => {
    const parts: Parts = text
      .split(/(<\d>)/)
      .flatMap((part): Parts => (/^<\d>$/.test(part) ? [Number(part[1])] : part.split("")));
    return isStringOf(parts, path);
  });
}

/** A text with every choice of values in the place of its templates. */
function fillings(text: string, claims: Claims): string[] {
  return ["g", "h"].reduce(
    (texts, claim) =>
      texts.flatMap((each) =>
        each.includes(`{{${claim}}}`)
          ? (claims[claim] ?? []).map((value) => each.replaceAll(`{{${claim}}}`, value))
          : [each],
      ),
    [text],
  );
}
