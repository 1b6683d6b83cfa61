// What a told change says of one client: a template in a told pattern stands for the client's own values, as in a rule.
// And whether the client that is told of sees it.

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

/** Whether the client of which a change is told sees it on its witness, from a moment on and at no earlier one. */
export function isShown(
  { before, after }: { readonly before: Held; readonly after: Held },
  { witness, capabilities, claims }: TimedChange,
  [time, ...earlier]: readonly [number, ...number[]],
): boolean {
  // Where templates stand for themselves, so does the one value that each claim has.
  const known = typeof claims === "string" ? ["g", "h"].map((name) => [name, [`{{${name}}}`]] as const) : [...claims];
  const values = Object.fromEntries(known.map(([name, list]) => [name, list.map(showTemplates)]));
  const gainAt = (moment: number): readonly string[] =>
    gainOn(clientOf(before, values, moment), clientOf(after, values, moment), showTemplates(witness));
  const gain = gainAt(time);
  return capabilities.every((name) => gain.includes(name) && !earlier.some((it) => gainAt(it).includes(name)));
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
