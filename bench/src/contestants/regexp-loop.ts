// A plain loop over precompiled regular expressions: every rule is tried in turn, a deny ends the loop.
// No expression ends in `.*`, where leaving out the end anchor says the same and costs less.

import { type Contestant, samePath } from "../contestant.ts";
import { denies, grantBits, type Rule } from "../policy.ts";
import { flatText } from "./flat-text.ts";

interface Sources {
  readonly texts: readonly string[];
  /** By rule: the bits that it grants, or DENIES. */
  readonly effects: readonly number[];
}

const DENIES = -1;

export function createRegExpLoop(): Contestant<Sources, string> {
  return {
    answers: "capabilities",
    prepare: (rules) => ({
      texts: rules.map(source),
      effects: rules.map((rule) => (denies(rule) ? DENIES : grantBits(rule))),
    }),
    build: ({ texts, effects }) => {
      const patterns = texts.map((text) => new RegExp(text));
      return { query: samePath, decide: (path) => decideByLoop(patterns, effects, path) };
    },
  };
}

/** The same loop, with every expression compiled: the engine does so when it is first used, and only reads it before. */
export function createCompiledRegExpLoop(): Contestant<Sources, string> {
  const { answers, prepare } = createRegExpLoop();
  return {
    answers,
    prepare,
    build: ({ texts, effects }) => {
      const patterns = texts.map((text) => new RegExp(text));
      let matching = 0;
      for (const pattern of patterns) if (pattern.test("")) matching++;
      if (matching > 0) throw new Error("No pattern matches the empty path.");
      return { query: samePath, decide: (path) => decideByLoop(patterns, effects, path) };
    },
  };
}

function decideByLoop(patterns: readonly RegExp[], effects: readonly number[], path: string): number {
  let granted = 0;
  for (let at = 0; at < patterns.length; at++) {
    if (!patterns[at]?.test(path)) continue;
    const effect = effects[at] ?? 0;
    if (effect === DENIES) return 0;
    granted |= effect;
  }
  return granted;
}

function source({ path }: Rule): string {
  const open = path.endsWith("*");
  const escaped = (open ? path.slice(0, -1) : path).replace(/[.?^${}()|[\]\\]/g, "\\$&");
  return flatText(`^${escaped.replace(/\+/g, "[^/]+").replace(/\*/g, "[^]*")}${open ? "" : "$"}`);
}
