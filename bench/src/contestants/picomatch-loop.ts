// A loop over picomatch matchers. Its globs can say exactly what the patterns mean, with these options:
// `bash` lets a `*` cross slashes, `dot` and `strictSlashes` take away what file names want and paths do not;
// `+` becomes `+([^/])`.

import { type Contestant, samePath } from "../contestant.ts";
import { denies, grantBits, type Rule } from "../policy.ts";

type Matcher = (path: string) => boolean;
type Picomatch = (glob: string, options: Record<string, boolean>) => Matcher;

interface Globs {
  readonly denies: readonly string[];
  readonly allows: readonly string[];
  readonly grants: readonly number[];
}

const OPTIONS = { bash: true, dot: true, strictSlashes: true, nonegate: true, nobrace: true };

export async function createPicomatchLoop(): Promise<Contestant<Globs, string>> {
  const name = "picomatch/posix.js";
  const { default: picomatch }: { default: Picomatch } = await import(name);
  return {
    answers: "capabilities",
    prepare: (rules) => {
      const allows = rules.filter((rule) => !denies(rule));
      return { denies: rules.filter(denies).map(glob), allows: allows.map(glob), grants: allows.map(grantBits) };
    },
    build: (globs) => {
      const denying = globs.denies.map((text) => picomatch(text, OPTIONS));
      const allowing = globs.allows.map((text) => picomatch(text, OPTIONS));
      const grants = globs.grants;
      return { query: samePath, decide: (path) => decideByLoop(denying, allowing, grants, path) };
    },
  };
}

function decideByLoop(
  denying: readonly Matcher[],
  allowing: readonly Matcher[],
  grants: readonly number[],
  path: string,
) {
  for (const matches of denying) if (matches(path)) return 0;
  let granted = 0;
  for (let at = 0; at < allowing.length; at++) {
    const bits = grants[at] ?? 0;
    if ((granted | bits) !== granted && allowing[at]?.(path)) granted |= bits;
  }
  return granted;
}

function glob({ path }: Rule): string {
  return path.replace(/[?{}()|[\]\\!@]/g, "\\$&").replace(/\+/g, "+([^/])");
}
