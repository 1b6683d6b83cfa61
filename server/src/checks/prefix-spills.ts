import type { PathEntry } from "../policy/rules-file.ts";
import { spanInString } from "../text/string-content.ts";
import type { MeaningCheck } from "./check.ts";
import { namePaths } from "./path-names.ts";
import { quote } from "./quote.ts";

/**
 * A `*` right behind a name, which also matches longer names (F5.3). A prefix that ends in a separator, such as
 * `/foo/devops-*`, says what it means; and breadth on a deny is no fault.
 */
export const prefixSpills: MeaningCheck = {
  code: "prefix-spills",
  severity: "information",
  summary: "A path such as /foo* also covers what only begins with the same letters, such as /foobar/x.",
  *run({ file, judged }) {
    const names = namePaths(file, ({ written }) => written);
    let last: PathEntry | undefined;
    for (const { entry, stands } of judged()) {
      const name = nameBeforeStar(entry);
      if (stands.denies || entry === last || name === undefined) continue;
      last = entry;
      const { written } = entry.pattern;
      const span = spanInString(file.text, entry.key, written.length - name.length - 1, written.length);
      const star = spanInString(file.text, entry.key, written.length - 1, written.length).start;
      const reached = quote(`${written.slice(0, -1)}${/\d$/.test(name) ? "0" : "-old"}/x`);
      yield {
        span,
        message: `${quote(written)} also covers what only begins with ${quote(name)}, such as ${reached}. Write "${name}/*" for the folder, or end the prefix with a separator as in "${name}-*".`,
        fixes: names.isTaken(`${written.slice(0, -1)}/*`)
          ? []
          : [
              {
                title: `Change to ${quote(`${name}/*`)}`,
                edits: [{ span: { start: star, end: star }, newText: "/" }],
                preferred: false,
              },
            ],
      };
    }
  },
};

/** The text of the last segment before its star, if it ends in a letter or digit. */
function nameBeforeStar({ pattern }: PathEntry): string | undefined {
  const text = pattern.pieces.at(-2);
  if (pattern.pieces.at(-1)?.kind !== "star" || text?.kind !== "text") return undefined;
  const name = text.text.slice(text.text.lastIndexOf("/") + 1);
  return /[\p{L}\p{N}]$/u.test(name) ? name : undefined;
}
