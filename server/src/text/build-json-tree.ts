// Builds the tree of any text, from its beginning or from a place on at which an earlier reading has been.

import { JsonTokens, TOKEN } from "./json-tokens.ts";
import type { JsonMember, JsonNode, ReadError, ReadingMark } from "./json-tree.ts";
import { isAtKey } from "./look-ahead.ts";
import { readSoundValue } from "./read-sound-value.ts";
import type { IsKnown } from "./reading-marks.ts";
import { type OpenObject, TreeBuilder } from "./tree-builder.ts";

export interface BuiltTree {
  readonly root: JsonNode | undefined;
  readonly errors: readonly ReadError[];
  /** Where reading can go on later; none where the root is no object. */
  readonly marks: readonly ReadingMark[];
  /** The place of a bracket that is nested too deeply; then nothing else counts. */
  readonly tooDeep: number | undefined;
}

/** Reads strict JSON as far as it goes. @param at is added to every place in the tree, not to those of the errors. */
export function buildJsonTree(text: string, at: number): BuiltTree {
  const tokens = new JsonTokens(text, 0, at);
  while (NEVER_FIRST.has(tokens.kind)) tokens.pass("ValueExpected");
  const builder = new TreeBuilder(tokens, tokens.state.start);
  const root = tokens.kind === TOKEN.end ? undefined : readRoot(builder);
  if (tokens.kind !== TOKEN.end) tokens.complain("EndOfFileExpected");
  return { root, errors: tokens.errors, marks: builder.marks.list, tooDeep: builder.tooDeep };
}

export interface ContinuedTree {
  /** The members of the root object that were read now. */
  readonly members: readonly JsonMember[];
  readonly errors: readonly ReadError[];
  readonly marks: readonly ReadingMark[];
  /** Where the root object ends; absent where reading stopped before. */
  readonly end: number | undefined;
}

/**
 * Goes on reading the members of the root object from a mark. Nothing where the text is nested too deeply.
 * @param rootStart where that object begins.
 * @param isKnown at which later mark to stop.
 */
export function continueJsonTree(
  text: string,
  rootStart: number,
  mark: ReadingMark,
  isKnown: IsKnown,
): ContinuedTree | undefined {
  const tokens = new JsonTokens(text, mark.at, 0);
  const builder = new TreeBuilder(tokens, rootStart);
  const root: OpenObject = { kind: "object", span: { start: rootStart, end: rootStart }, members: [] };
  builder.marks.begin(mark, isKnown);
  builder.readMembers(root, mark.column, text[mark.at - 1] === "," ? "comma" : "nothing");
  if (builder.tooDeep !== undefined) return undefined;
  const { isStopped, list } = builder.marks;
  if (!isStopped && tokens.kind !== TOKEN.end) tokens.complain("EndOfFileExpected");
  return { members: root.members, end: isStopped ? undefined : root.span.end, errors: tokens.errors, marks: list };
}

function readRoot(builder: TreeBuilder): JsonNode | undefined {
  const { tokens, marks } = builder;
  if (tokens.kind === TOKEN.openBrace) {
    // A comment before it that is not closed yet will swallow it one day.
    if (tokens.errors.length === 0) marks.begin({ at: tokens.state.end, members: 0, column: undefined });
    return builder.readObject(true);
  }
  if (isAtKey(tokens)) {
    tokens.complain("OpenBraceExpected");
    return builder.readObject(false);
  }
  return readSoundValue(tokens, 0, FOLLOWS_ROOT) ?? builder.readValue();
}

const NEVER_FIRST: ReadonlySet<number> = new Set([TOKEN.closeBrace, TOKEN.closeBracket, TOKEN.comma, TOKEN.colon]);

const FOLLOWS_ROOT: ReadonlySet<number> = new Set([TOKEN.end]);
