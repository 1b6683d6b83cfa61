import type { FieldFault } from "./json-fields.ts";
import type { SyntaxFault } from "./syntax-fault.ts";

/**
 * The syntax faults of a file that is JSON and no rules file: what the akeyless command rejects in rules files says
 * nothing of it.
 */
export function plainJsonFaults(faults: readonly SyntaxFault[]): FieldFault[] {
  return faults.map(({ kind, span, message }) => ({ span, message: MESSAGES.get(kind) ?? message }));
}

const MESSAGES: ReadonlyMap<SyntaxFault["kind"], string> = new Map([
  ["comment", "JSON has no comments. Remove this comment."],
  ["trailing-comma", "JSON has no comma before a closing bracket. Remove the comma."],
]);
