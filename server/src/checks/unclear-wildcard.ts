// Wildcards whose meaning is not documented where they stand (A5, A6), and `?`, which is none in a path.
// What is documented: `*` at the end (F5.3), `+` as a whole segment (F5.4).

import { type Assumptions, DEFAULT_ASSUMPTIONS } from "../policy/assumptions.ts";
import type { PathPattern, PatternPiece } from "../policy/path-pattern.ts";
import type { PathEntry, RulesFile } from "../policy/rules-file.ts";
import { spanInString } from "../text/string-content.ts";
import type { Check, Finding } from "./check.ts";
import { denies } from "./denies.ts";
import { changeWord } from "./fix-words.ts";
import { namePaths, type PathNames } from "./path-names.ts";
import type { Fix } from "./problem.ts";
import { quote } from "./quote.ts";

/** One finding for each run of wildcards that stand side by side. */
export const unclearWildcard: Check = {
  code: "unclear-wildcard",
  severity: "warning",
  summary: "A wildcard stands where its meaning is not documented: an inner *, **, a + inside a segment, a ?.",
  *run(file, { assumptions = DEFAULT_ASSUMPTIONS }) {
    const names = namePaths(file, ({ written }) => written.replace(/\*\*+$/, "*"));
    for (const entry of file.paths) {
      const runs = findRuns(entry.pattern);
      const isDeny = runs.length > 0 && entry.rules.some(denies);
      for (const run of runs) {
        const finding = describeRun(file, entry, names, run);
        yield isDeny && run.isWildcard && !isSettled(run, entry.pattern, assumptions)
          ? { ...finding, message: `${finding.message} ${UNPROTECTED}` }
          : finding;
      }
    }
  },
};

/** A stretch of the written pattern. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly isWildcard: boolean;
}

/** A deny that may not reach as far as it seems must not be relied on (A5, A6). */
const UNPROTECTED = "Until then the deny here is not counted as protection.";

/** Whether a setting says what every wildcard of the run is (A5, A6): then a deny reaches as far as that. */
function isSettled({ from, to }: Run, { pieces }: PathPattern, assumptions: Assumptions): boolean {
  const within = pieces.filter((piece) => piece.from >= from && piece.from < to);
  return within.every(({ kind }) => !isUnclear(kind) || assumptions[kind] !== "unclear");
}

function isUnclear(kind: PatternPiece["kind"]): kind is "inner-star" | "partial-plus" {
  return kind === "inner-star" || kind === "partial-plus";
}

/** Runs of neighbouring wildcards of which at least one is unclear. */
function findRuns({ written, pieces }: PathPattern): Run[] {
  const marks = pieces.flatMap((piece) => (piece.kind === "text" ? questionMarks(piece) : wildcard(piece)));
  const runs: { from: number; to: number; unclear: boolean }[] = [];
  for (const { at, unclear } of marks) {
    const last = runs.at(-1);
    if (last?.to === at && written[at] !== "?" && written[at - 1] !== "?") {
      last.to = at + 1;
      last.unclear ||= unclear;
    } else if (last?.to === at && written[at] === written[at - 1]) last.to = at + 1;
    else runs.push({ from: at, to: at + 1, unclear });
  }
  return runs.flatMap(({ from, to, unclear }) => (unclear ? [{ from, to, isWildcard: written[from] !== "?" }] : []));
}

function questionMarks({ text, from }: PatternPiece): { at: number; unclear: boolean }[] {
  return [...text.matchAll(/\?/g)].map((match) => ({ at: from + match.index, unclear: true }));
}

function wildcard({ kind, from }: PatternPiece): { at: number; unclear: boolean }[] {
  return kind === "template" ? [] : [{ at: from, unclear: isUnclear(kind) }];
}

function describeRun({ text }: RulesFile, { key, pattern }: PathEntry, names: PathNames, { from, to }: Run): Finding {
  const { written } = pattern;
  const run = written.slice(from, to);
  const span = spanInString(text, key, from, to);
  const isLast = to === written.length;
  /** Nothing where the path would become one that the file has. */
  const change = (word: string, isCertain: boolean): Fix[] =>
    names.isTaken(written.slice(0, from) + word + written.slice(to)) ? [] : [changeWord(span, word, isCertain)];
  const wholeSegment = (from === 0 || written[from - 1] === "/") && (isLast || written[to] === "/");
  if (run.startsWith("?")) {
    const message = `${quote(run)} is no wildcard in a path and matches only itself. Use "+" for a whole segment or "*" at the end.`;
    return { span, message, fixes: wholeSegment ? change("+", false) : [] };
  }
  if (/^\*\*+$/.test(run)) {
    const advice = isLast
      ? `A single "*" at the end covers every folder below.`
      : `Use "+" for each segment or "*" at the end.`;
    return {
      span,
      message: `${quote(run)} is not documented. ${advice}`,
      fixes: isLast ? change("*", names.isMendedAlone(pattern)) : [],
    };
  }
  if (run === "*") {
    const message = `What "*" means before the end of a path is not documented; it may cover whole folders. Use "+" for one segment.`;
    return { span, message, fixes: wholeSegment ? change("+", false) : [] };
  }
  const message = `What ${quote(run)} means inside a segment is not documented. Use "+" only as a whole segment, between slashes.`;
  return { span, message };
}
