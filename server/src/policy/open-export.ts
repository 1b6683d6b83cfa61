// How every export is read: the output of an akeyless command is one JSON object with a list of objects.
// Large ones are read in steps, so that whoever reads them can do other things in between; the steps are bounded by
// a number of characters, not by the size of the export. Total: any text gives a reading.

import { type FieldFault, fail, fieldNode, loseAnything, objectsField, stringField } from "../text/json-fields.ts";
import type { JsonObject } from "../text/json-tree.ts";
import { keepLastMembers, keyTwice } from "../text/keep-last-members.ts";
import { indexLinesInSteps, type LineIndex } from "../text/line-index.ts";
import { plainJsonFaults } from "../text/plain-json-faults.ts";
import { readJson } from "../text/read-json.ts";
import { type Span, startOf } from "../text/span.ts";
import { type SplitArray, splitJsonArray } from "../text/split-json-array.ts";

/** What is known of every export beside its objects. */
export interface ExportReading {
  /** False where the text is another export, or an error: then it is not known what there is. */
  readonly hasList: boolean;
  /** A further page exists that is not here. */
  readonly cutShort: boolean;
  /** Where the export names that page. */
  readonly nextPage: Span | undefined;
  readonly faults: readonly FieldFault[];
  readonly lines: LineIndex;
}

/** Whether what is not in an export does not exist. */
export function isWholeReading({ hasList, cutShort }: ExportReading): boolean {
  return hasList && !cutShort;
}

/** An export while it is being read: the readers of its objects add their faults to the list. */
export interface ExportText {
  readonly document: string;
  readonly lines: LineIndex;
  readonly faults: FieldFault[];
}

/** What the objects of an export become, and where they stand in it. */
export interface ExportShape<T> {
  /** The key of the list. */
  readonly list: string;
  /** A key by which an export is known to be one object without a list. */
  readonly single?: string;
  /** Gets objects in which no key stands twice. Nothing where the object cannot be told from others; why is a fault. */
  read(object: JsonObject, file: ExportText): T | undefined;
}

/** Work that can be done a part at a time: every `next` does a bounded part of it. */
export type Steps<T> = Generator<undefined, T>;

/** Does the work at once. */
export function runAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Reads an export. Never throws.
 * @param document the name that places in it get.
 * @param stepLength how many characters are read in one step; texts up to this length are read in one.
 */
export function* readExport<T>(
  text: string,
  document: string,
  shape: ExportShape<T>,
  stepLength: number = STEP_LENGTH,
): Steps<ExportReading & { readonly objects: readonly T[] }> {
  const file: ExportText = { document, lines: yield* indexLinesInSteps(text, stepLength), faults: [] };
  const split = text.length > stepLength ? yield* splitJsonArray(text, shape.list, stepLength) : undefined;
  const objects: T[] = [];
  const read = (object: JsonObject): void => {
    const value = shape.read(keepLastMembers(object, file.faults), file);
    if (value !== undefined) objects.push(value);
  };
  let root: JsonObject | undefined;
  let hasList = split !== undefined;
  let isRootRead = false;
  if (split) {
    root = openFrame(text, split, file);
    for (const piece of split.pieces) {
      yield undefined;
      const isCutOff = !split.isClosed && piece.end === split.end;
      const elements = `[${text.slice(piece.start, piece.end)}${isCutOff ? "" : "]"}`;
      for (const object of readPiece(elements, piece.start - 1, shape.list, file)) read(object);
    }
  } else if (text.length <= UNSPLIT_LIMIT) {
    root = openWhole(text, file);
    const found = root && findObjects(root, shape, file.faults);
    hasList = found !== undefined;
    for (const object of found ?? []) read(object);
    isRootRead = found?.[0] === root;
  } else tellNoList({ start: 0, end: text.length }, shape.list, file.faults);
  if (root && !isRootRead) tellLostMembers(root, [shape.list, NEXT_PAGE], file.faults);
  const nextPage = root && stringField(root, NEXT_PAGE, file.faults);
  file.faults.sort((a, b) => a.span.start - b.span.start);
  const cutShort = nextPage !== undefined && nextPage.value !== "";
  return {
    objects,
    hasList,
    cutShort,
    nextPage: cutShort ? nextPage.span : undefined,
    faults: file.faults,
    lines: file.lines,
  };
}

const STEP_LENGTH = 100_000;

const NEXT_PAGE = "next_page";

/** Longer text without the list is not parsed: there would be nothing to gain. */
const UNSPLIT_LIMIT = 10_000_000;

/** The objects of the list; nothing where there is no list, as in another export or an error. */
function findObjects<T>(
  root: JsonObject,
  { list, single }: ExportShape<T>,
  faults: FieldFault[],
): readonly JsonObject[] | undefined {
  const listed = fieldNode(root, list);
  if (listed?.kind === "array") return objectsField(root, list, faults);
  if (single !== undefined && fieldNode(root, single)?.kind === "string") return [root];
  // An empty list may be written as null.
  if (listed?.kind === "null") return [];
  if (listed !== undefined) return fail(faults, listed, list, "an array");
  // In broken text it may stand where nothing could be read.
  if (!loseAnything(faults)) tellNoList(root.span, list, faults);
  return undefined;
}

/** Pages that were put together by hand: of equal keys only the last one's value is read. */
function tellLostMembers(root: JsonObject, keys: readonly string[], faults: FieldFault[]): void {
  for (const read of keys) {
    const [, ...others] = root.members.filter(({ key }) => key.value === read);
    for (const member of others) faults.push(keyTwice(member));
  }
}

function tellNoList(whole: Span, list: string, faults: FieldFault[]): void {
  faults.push({ span: startOf(whole), message: `This export has no list "${list}".`, loses: true });
}

function openWhole(text: string, { faults }: ExportText): JsonObject | undefined {
  const { root, faults: syntax } = readJson(text);
  for (const fault of plainJsonFaults(syntax)) faults.push(fault);
  if (root?.kind === "object") return root;
  if (!loseAnything(faults)) {
    const span = root?.span ?? { start: 0, end: 0 };
    const message = "An export must be a JSON object, as the akeyless command prints it with --json.";
    faults.push({ span, message, loses: true });
  }
  return undefined;
}

/** What stands around the list; what stands behind it keeps its place in the whole text. */
function openFrame(text: string, { start, end, isClosed }: SplitArray, { faults }: ExportText): JsonObject | undefined {
  // What is missing at the end of text that is cut off is told of the list's last piece, and once is enough.
  const behind = isClosed ? text.slice(end) : "]}";
  const { root, faults: syntax } = readJson(`${text.slice(0, start)}${behind}`);
  const place = (offset: number): number => (offset <= start ? offset : offset + end - start);
  const placeSpan = (span: Span): Span => ({ start: place(span.start), end: place(span.end) });
  for (const fault of plainJsonFaults(syntax)) faults.push({ ...fault, span: placeSpan(fault.span) });
  if (root?.kind !== "object") return undefined;
  const members = root.members.map(({ span, key, value }) => ({
    span: placeSpan(span),
    key: { ...key, span: placeSpan(key.span) },
    value: value && { ...value, span: placeSpan(value.span) },
  }));
  return { ...root, members };
}

/** @param offset where the text of the piece stands in the whole. */
function readPiece(text: string, offset: number, list: string, { faults }: ExportText): JsonObject[] {
  const { root, faults: syntax } = readJson(text, offset);
  for (const fault of plainJsonFaults(syntax)) faults.push(fault);
  const elements = root?.kind === "array" ? root.elements : [];
  return elements.flatMap((node) =>
    node.kind === "object" ? node : (fail(faults, node, list, "an array of objects") ?? []),
  );
}
