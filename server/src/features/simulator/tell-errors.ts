// Errors in the files of a policy: by each of them a rule may be lost, a deny too, and then answers say another thing than
// was meant. Those of the document in question stand in its editor, where it is being written.

import { findTextErrors } from "../../checks/find-text-errors.ts";
import { shownText } from "../../evaluator/shown-text.ts";
import type { NamedFileKind, PlacedFault, PolicySnapshot } from "../../policy/policy-snapshot.ts";
import type { RulesFile } from "../../policy/rules-file.ts";
import type { LineIndex } from "../../text/line-index.ts";
import type { Span } from "../../text/span.ts";
import type { LinkedSentence } from "../link-sentence.ts";
import { toRange } from "../to-lsp.ts";
import { nameOfUri } from "./name-of-uri.ts";
import type { Subject } from "./subject.ts";

export interface ToldErrors {
  /** Each with its place; not all where there are many. */
  readonly errors: readonly LinkedSentence[];
  /** How many there are in all. */
  readonly errorCount: number;
}

/** More are counted. */
const MOST_TOLD = 5;

/**
 * @param faults of the manifest and the files that it names.
 * @param shown the document whose own errors are in sight, if it is open.
 * @param errorsOf what `findErrors` finds.
 */
export function tellErrors(
  { snapshot: { namedFiles }, rulesFiles, rolesOf }: Subject,
  faults: readonly PlacedFault[],
  shown: string | undefined,
  errorsOf: (file: RulesFile) => readonly FileError[],
): ToldErrors {
  const objects = namedFiles.filter(({ kind }) => !permits(kind));
  const others = new Set([shown, ...objects.map(({ state }) => state.document)]);
  const placed: readonly (FileError & Pick<PlacedFault, "document" | "lines">)[] = [
    ...faults.filter(({ document, ...fault }) => losesRules(fault) && !others.has(document)),
    ...[...rulesFiles].flatMap(([document, file]) => {
      if (document === shown || rolesOf(document).length === 0) return [];
      return errorsOf(file).map((error) => ({ ...error, document, lines: file.lines }));
    }),
  ];
  return { errors: placed.slice(0, MOST_TOLD).map(tell), errorCount: placed.length };
}

/** What items and targets there are permits nothing. */
function permits(kind: NamedFileKind): boolean {
  return kind !== "items" && kind !== "targets";
}

function losesRules({ severity, code }: Pick<PlacedFault, "severity" | "code">): boolean {
  return severity === "error" || code === "missing-file" || code === "invalid-export";
}

/** Whether something of a file may be lost that permissions rest on, and by the file itself. */
export function losesParts({ namedFiles, faults, manifest }: PolicySnapshot, document: string): boolean {
  if (faults.some((fault) => fault.document === document && isBroken(fault))) return true;
  return (
    document === manifest?.document && namedFiles.some(({ kind, state }) => permits(kind) && state.is === "unreadable")
  );
}

function isBroken({ code }: PlacedFault): boolean {
  return code === "invalid-manifest" || code === "outside-folder" || code === "invalid-export";
}

export interface FileError {
  readonly span: Span;
  readonly message: string;
}

/** By which rules of a file may be lost. Comments and commas too many lose none. */
export function findErrors(file: RulesFile, extraRuleTypes: readonly string[]): readonly FileError[] {
  const faults = file.json.faults.filter(({ kind }) => kind !== "comment" && kind !== "trailing-comma");
  return [...faults, ...findTextErrors(file, extraRuleTypes)];
}

function tell({
  document,
  lines,
  span,
  message,
}: FileError & { readonly document: string; readonly lines: LineIndex }): LinkedSentence {
  const range = toRange({ lines }, span);
  return [
    { label: `Line ${range.start.line + 1} of ${shownText(nameOfUri(document))}`, uri: document, range },
    `: ${message}`,
  ];
}
