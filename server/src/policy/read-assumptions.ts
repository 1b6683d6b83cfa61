import { type FieldFault, stringField } from "../text/json-fields.ts";
import type { JsonObject } from "../text/json-tree.ts";
import { ASSUMPTIONS, type Assumptions } from "./assumptions.ts";
import { reportUnknownKeys } from "./manifest-keys.ts";

const SETTABLE = ASSUMPTIONS.filter((word) => word.values !== undefined);

/** Reads the settable assumptions that are written; what is absent or not a known value is left out. */
export function readAssumptions(object: JsonObject | undefined, faults: FieldFault[]): Partial<Assumptions> {
  if (object === undefined) return {};
  const names = SETTABLE.map(({ name }) => name);
  reportUnknownKeys(object, names, faults);
  const read = SETTABLE.flatMap(({ name, values = [] }) => {
    const written = stringField(object, name, faults);
    if (written === undefined) return [];
    if (values.includes(written.value)) return [[name, written.value] as const];
    faults.push({ span: written.span, message: `"${name}" must be one of: ${values.join(", ")}.`, loses: true });
    return [];
  });
  return Object.fromEntries(read);
}
