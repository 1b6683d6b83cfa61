// Reads a text of which an earlier state was read: what an edit did not touch is taken over, so that a keystroke in a
// large file costs about its own member, in broken text too. The result is the same as that of reading anew: reading
// begins at a mark of the earlier reading before which nothing has changed that it looked at, and ends at one behind
// which the text is the same.

import { continueJsonTree } from "./build-json-tree.ts";
import { findChangedStretch } from "./changed-stretch.ts";
import type { JsonTree, ReadingMark } from "./json-tree.ts";
import { moveMember } from "./move-json.ts";
import { readSyntaxFaults } from "./syntax-fault.ts";

export interface Reread {
  readonly tree: JsonTree;
  /** So many members at the beginning are those of the earlier tree. */
  readonly head: number;
  /** So many members at the end are those of the earlier tree, moved. */
  readonly tail: number;
}

/** Nothing where the edit is not inside an object: then the text must be read anew. */
export function readJsonAgain(
  text: string,
  before: { readonly text: string; readonly json: JsonTree },
): Reread | undefined {
  const { root, progress } = before.json;
  if (root?.kind !== "object" || progress === undefined) return undefined;
  const { marks, errors } = progress;
  const { start, rest } = findChangedStretch(before.text, text);
  const by = text.length - before.text.length;
  const first = lastUntouched(marks, start);
  const mark = marks[first];
  if (mark === undefined) return undefined;
  let [next, joined] = [first + 1, marks.length];
  const isKnown = (at: number, column: number | undefined): boolean => {
    if (at < text.length - rest) return false;
    while ((marks[next]?.at ?? Number.POSITIVE_INFINITY) < at - by) next++;
    const known = marks[next];
    if (known?.at !== at - by || known.column !== column) return false;
    joined = next;
    return true;
  };
  const read = continueJsonTree(text, root.span.start, mark, isKnown);
  if (read === undefined) return undefined;
  const same = marks[joined];
  const tail = same ? root.members.slice(same.members) : [];
  const allErrors = [
    ...errors.filter(({ offset }) => offset < mark.at),
    ...read.errors,
    ...errors.filter(({ offset }) => same && offset >= same.at).map((each) => ({ ...each, offset: each.offset + by })),
  ];
  return {
    tree: {
      root: {
        kind: "object",
        span: { start: root.span.start, end: read.end ?? root.span.end + by },
        members: [
          ...root.members.slice(0, mark.members),
          ...read.members,
          ...(by === 0 ? tail : tail.map((member) => moveMember(member, by))),
        ],
      },
      faults: readSyntaxFaults(text, allErrors),
      progress: {
        marks: [
          ...marks.slice(0, first),
          ...read.marks,
          ...moveMarks(marks.slice(joined), by, mark.members + read.members.length - (same?.members ?? 0)),
        ],
        errors: allErrors,
      },
    },
    head: mark.members,
    tail: tail.length,
  };
}

/** The index of the last mark up to which nothing was looked at that has changed. */
function lastUntouched(marks: readonly ReadingMark[], start: number): number {
  let last = -1;
  let seen = 0;
  for (let index = 0; index < marks.length; index++) {
    const mark = marks[index];
    if (mark === undefined || mark.at >= start || seen > start) break;
    last = index;
    seen = mark.seen;
  }
  return last;
}

function moveMarks(marks: readonly ReadingMark[], by: number, members: number): readonly ReadingMark[] {
  if (by === 0 && members === 0) return marks;
  return marks.map((mark) => ({
    at: mark.at + by,
    members: mark.members + members,
    column: mark.column,
    seen: mark.seen + by,
  }));
}
