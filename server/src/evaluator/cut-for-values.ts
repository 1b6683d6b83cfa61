// What denies take from an allow with templates for certain values of its claims only: as itself a template equals only
// the same template, so that a deny on /dev/* would seem to take nothing from an allow on /{{team}}/*.

import type { PathTokens } from "../policy/path-tokens.ts";
import { anyPlainValue, opaqueTemplate, opaqueTemplatesIn, replaceTemplates } from "../policy/tokenize-pattern.ts";
import { coversRead, mayShare, type ReadPattern, readPattern } from "./compare-patterns.ts";
import { cutOut, type DenyIndex } from "./deny-index.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import type { Region } from "./region.ts";

/**
 * A region with templates, and with what these denies take from it where a value is text of theirs. Values are taken to
 * have no slash: of others it is open what is meant (A7).
 * @param denies those without templates.
 */
export function cutForValues(region: Region, denies: DenyIndex, steps: StepsLeft): Region {
  const { except, exact } = cutOut(anyPlainValue(region.inside), [denies], steps);
  const told = region.except.map((tokens) => readPattern(anyPlainValue(tokens)));
  const more = except.filter((tokens) => {
    const part = readPattern(tokens);
    steps.left -= told.length;
    return steps.left <= 0 || !told.some((each) => coversRead(each, part));
  });
  return {
    inside: region.inside,
    except: [...region.except, ...more],
    exact: region.exact && exact && steps.left > 0,
  };
}

/** A deny with templates, read for who asks of many allows. */
export class OpenDeny {
  /** As far as it reaches by any plain value of its claims. */
  readonly widest: ReadPattern;
  private readonly written: ReadPattern;
  private readonly templates: readonly string[];

  constructor(tokens: PathTokens) {
    this.widest = readPattern(anyPlainValue(tokens));
    this.written = readPattern(tokens);
    this.templates = opaqueTemplatesIn(tokens);
  }

  /**
   * Whether what it takes from an allow is told where templates stand for themselves: they share paths so, and none if a
   * claim that both name has another value in the deny, as a client with several values may have it.
   * @param templates those of the allow.
   */
  isToldAsWritten(allow: ReadPattern, templates: readonly string[]): boolean {
    if (!mayShare(this.written, allow)) return false;
    if (!this.templates.some((opaque) => templates.includes(opaque))) return true;
    const otherValues = replaceTemplates(this.written.tokens, (opaque) =>
      templates.includes(opaque) ? opaqueTemplate(`${opaque} `) : opaque,
    );
    return !mayShare(readPattern(otherValues), allow);
  }
}
