// Reads a text of which an earlier state was read: what an edit did not touch is taken over, so that a keystroke in a
// large file costs about its own member. The result is the same as that of reading anew. Only what is sure is taken
// over: the earlier text was an object without faults, and so is the piece around the edit. Members of an object that
// follow each other in valid JSON are valid JSON wherever the cut between them lies.

import { findChangedStretch } from "./changed-stretch.ts";
import type { JsonMember, JsonTree } from "./json-tree.ts";
import { moveMember } from "./move-json.ts";
import { readJson } from "./read-json.ts";

export interface Reread {
  readonly tree: JsonTree;
  /** So many members at the beginning are those of the earlier tree. */
  readonly head: number;
  /** So many members at the end are those of the earlier tree, moved. */
  readonly tail: number;
}

/** Nothing where the edit is not only inside an object without faults: then the text must be read anew. */
export function readJsonAgain(
  text: string,
  before: { readonly text: string; readonly json: JsonTree },
): Reread | undefined {
  const { root, faults } = before.json;
  if (root?.kind !== "object" || faults.length > 0) return undefined;
  const { members, span } = root;
  const { start, rest } = findChangedStretch(before.text, text);
  const by = text.length - before.text.length;
  const endBefore = before.text.length - rest;
  if (start <= span.start || endBefore >= span.end) return undefined;
  // A member whose next character is unchanged too cannot have become longer. The two beside the piece are read again
  // with it, so that the piece begins and ends with a member.
  const untouched = countFrom(members, (member) => member.span.end < start);
  const touched = countFrom(members, (member) => member.span.start < endBefore);
  const [head, tail] = [Math.max(0, untouched - 1), Math.max(0, members.length - touched - 1)];
  const from = head < untouched ? (members[head]?.span.start ?? 0) : span.start + 1;
  const last = tail < members.length - touched ? members[members.length - tail - 1] : undefined;
  const to = by + (last ? last.span.end : span.end - 1);
  const piece = readJson(`{${text.slice(from, to)}}`, from - 1);
  if (piece.root?.kind !== "object" || piece.faults.length > 0) return undefined;
  const moved = members.slice(members.length - tail);
  const all = [
    ...members.slice(0, head),
    ...piece.root.members,
    ...(by === 0 ? moved : moved.map((member) => moveMember(member, by))),
  ];
  return {
    tree: { root: { kind: "object", span: { start: span.start, end: span.end + by }, members: all }, faults: [] },
    head,
    tail,
  };
}

/** How many members at the beginning are so; none after the first that is not. */
function countFrom(members: readonly JsonMember[], isSo: (member: JsonMember) => boolean): number {
  let [low, high] = [0, members.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const member = members[middle];
    if (member && isSo(member)) low = middle + 1;
    else high = middle;
  }
  return low;
}
