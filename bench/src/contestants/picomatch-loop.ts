// A plain loop over picomatch matchers. Its globs can say exactly what the patterns mean, with these options:
// `bash` lets a `*` cross slashes, `dot` and `strictSlashes` take away what file names want and paths do not;
// `+` becomes `+([^/])`. The package has two entries, which make the same matchers with options of their own or given
// ones; the engine reads the former much more slowly, so each entry is a contestant.

import { type Contestant, samePath } from "../contestant.ts";
import { denies, grantBits, type Rule } from "../policy.ts";

type Matcher = (path: string) => boolean;
type Picomatch = (glob: string, options: Record<string, boolean>) => Matcher;

interface Globs {
  readonly texts: readonly string[];
  /** By rule: the bits that it grants, or DENIES. */
  readonly effects: readonly number[];
}

const DENIES = -1;
const OPTIONS = { bash: true, dot: true, strictSlashes: true, nonegate: true, nobrace: true };

/** @param entry "picomatch", which everybody imports, or "picomatch/posix.js". */
export async function createPicomatchLoop(entry: string): Promise<Contestant<Globs, string>> {
  const { default: picomatch }: { default: Picomatch } = await import(entry);
  return {
    answers: "capabilities",
    prepare: (rules) => ({
      texts: rules.map(glob),
      effects: rules.map((rule) => (denies(rule) ? DENIES : grantBits(rule))),
    }),
    build: ({ texts, effects }) => {
      const matchers = texts.map((text) => picomatch(text, OPTIONS));
      return { query: samePath, decide: (path) => decideByLoop(matchers, effects, path) };
    },
  };
}

function decideByLoop(matchers: readonly Matcher[], effects: readonly number[], path: string): number {
  let granted = 0;
  for (let at = 0; at < matchers.length; at++) {
    if (!matchers[at]?.(path)) continue;
    const effect = effects[at] ?? 0;
    if (effect === DENIES) return 0;
    granted |= effect;
  }
  return granted;
}

function glob({ path }: Rule): string {
  return path.replace(/[?{}()|[\]\\!@]/g, "\\$&").replace(/\+/g, "+([^/])");
}
