import type { PathPattern } from "../policy/path-pattern.ts";
import type { PathEntry } from "../policy/rules-file.ts";
import { spanInString } from "../text/string-content.ts";
import type { MeaningCheck } from "./check.ts";
import { namePaths } from "./path-names.ts";
import { quote } from "./quote.ts";

/** A wildcard right behind a template: the value "a" then also reaches what belongs to "ab" (F5.3, F5.5). */
export const templatePrefixLeak: MeaningCheck = {
  code: "template-prefix-leak",
  severity: "warning",
  summary: "A wildcard right behind a template lets one value reach what belongs to a longer one.",
  *run({ file, judged }) {
    const names = namePaths(file, ({ written }) => written);
    let last: PathEntry | undefined;
    for (const { entry, stands } of judged()) {
      const leak = findLeak(entry.pattern);
      if (stands.denies || entry === last || !leak) continue;
      last = entry;
      const { written } = entry.pattern;
      const span = spanInString(file.text, entry.key, leak.from, leak.to);
      const template = written.slice(leak.from, leak.to - 1);
      const star = spanInString(file.text, entry.key, leak.to - 1, leak.to).start;
      const at = { start: star, end: star };
      const isLast = leak.to === written.length;
      yield {
        span,
        message: `With the value "a", ${quote(written)} also reaches what belongs to "ab". Put a "/" between ${template} and "${written[leak.to - 1]}".`,
        fixes:
          isLast && !names.isTaken(`${written.slice(0, -1)}/*`)
            ? [{ title: `Change to "${template}/*"`, edits: [{ span: at, newText: "/" }], preferred: false }]
            : [],
      };
    }
  },
};

/** A template and the wildcard that touches its end. */
function findLeak({ pieces }: PathPattern): { readonly from: number; readonly to: number } | undefined {
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1];
    if (piece.kind === "template" && next && LONGER.has(next.kind)) return { from: piece.from, to: next.to };
  }
  return undefined;
}

const LONGER: ReadonlySet<string> = new Set(["star", "inner-star", "partial-plus"]);
