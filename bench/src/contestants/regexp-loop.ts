// A loop over precompiled regular expressions, written as well as we can: denies first, so that one ends the loop;
// no `.*` at the end, where leaving out the end anchor says the same; no test for what is granted already.

import { type Contestant, samePath } from "../contestant.ts";
import { denies, grantBits, type Rule } from "../policy.ts";
import { flatText } from "./flat-text.ts";

interface Sources {
  readonly denies: readonly string[];
  readonly allows: readonly string[];
  readonly grants: readonly number[];
}

export function createRegExpLoop(): Contestant<Sources, string> {
  return {
    answers: "capabilities",
    prepare: (rules) => {
      const allows = rules.filter((rule) => !denies(rule));
      return {
        denies: rules.filter(denies).map(source),
        allows: allows.map(source),
        grants: allows.map(grantBits),
      };
    },
    build: (sources) => {
      const denying = sources.denies.map((text) => new RegExp(text));
      const allowing = sources.allows.map((text) => new RegExp(text));
      const grants = sources.grants;
      return { query: samePath, decide: (path) => decideByLoop(denying, allowing, grants, path) };
    },
  };
}

function decideByLoop(
  denying: readonly RegExp[],
  allowing: readonly RegExp[],
  grants: readonly number[],
  path: string,
) {
  for (const pattern of denying) if (pattern.test(path)) return 0;
  let granted = 0;
  for (let at = 0; at < allowing.length; at++) {
    const bits = grants[at] ?? 0;
    if ((granted | bits) !== granted && allowing[at]?.test(path)) granted |= bits;
  }
  return granted;
}

function source({ path }: Rule): string {
  const open = path.endsWith("*");
  const escaped = (open ? path.slice(0, -1) : path).replace(/[.?^${}()|[\]\\]/g, "\\$&");
  return flatText(`^${escaped.replace(/\+/g, "[^/]+").replace(/\*/g, "[^]*")}${open ? "" : "$"}`);
}
