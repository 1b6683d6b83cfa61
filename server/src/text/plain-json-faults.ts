import type { FieldFault } from "./json-fields.ts";
import type { SyntaxFault } from "./syntax-fault.ts";

/**
 * The syntax faults of a file that is JSON and no rules file: what the akeyless command rejects in rules files says
 * nothing of it.
 */
export function plainJsonFaults(faults: readonly SyntaxFault[]): FieldFault[] {
  return faults.map(({ kind, span, message }) => {
    const harmless = MESSAGES.get(kind);
    return harmless === undefined ? { span, message, loses: true } : { span, message: harmless };
  });
}

/** Kinds that lose nothing: what stands beside them is read. */
const MESSAGES: ReadonlyMap<SyntaxFault["kind"], string> = new Map([
  ["comment", "JSON has no comments. Remove this comment."],
  ["trailing-comma", "JSON has no comma before a closing bracket. Remove the comma."],
]);
