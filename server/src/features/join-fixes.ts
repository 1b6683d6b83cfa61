// One fix made of several: the certain one of each problem, as long as its edits do not collide with those before.

import type { Problem } from "../checks/problem.ts";
import type { Span } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";

export interface JoinedFixes {
  /** The problems that are mended. */
  readonly problems: readonly Problem[];
  readonly edits: readonly TextEdit[];
}

/** Problems without a preferred fix are left out, and those whose fix collides with another's wait for the next time. */
export function joinFixes(problems: readonly Problem[]): JoinedFixes {
  const mended: Problem[] = [];
  const edits: TextEdit[] = [];
  const taken = new TakenSpans();
  for (const problem of problems) {
    const own = problem.fixes.find(({ preferred }) => preferred)?.edits ?? [];
    if (own.length === 0 || own.some(({ span }) => taken.collides(span))) continue;
    mended.push(problem);
    for (const edit of own) {
      edits.push(edit);
      taken.add(edit.span);
    }
  }
  return { problems: mended, edits };
}

/** Spans that never collide, in the order of the text. */
class TakenSpans {
  private readonly spans: Span[] = [];

  /** Touching edits collide too: in which order two insertions at one place go is not known. */
  collides({ start, end }: Span): boolean {
    const next = this.spans[this.firstEndingFrom(start)];
    return next !== undefined && next.start <= end;
  }

  add(span: Span): void {
    this.spans.splice(this.firstEndingFrom(span.start), 0, span);
  }

  /** The index of the first span that ends at an offset or behind it. */
  private firstEndingFrom(offset: number): number {
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.spans[middle]?.end ?? 0) >= offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
