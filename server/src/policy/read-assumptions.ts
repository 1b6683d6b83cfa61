import { type FieldFault, stringField } from "../text/json-fields.ts";
import type { JsonObject } from "../text/json-tree.ts";
import { ASSUMPTIONS, type Assumptions, DEFAULT_ASSUMPTIONS } from "./assumptions.ts";
import { reportUnknownKeys } from "./manifest-keys.ts";

const SETTABLE = ASSUMPTIONS.filter((word) => word.values !== undefined);

/** Reads the settable assumptions; what is absent or not a known value keeps its default. */
export function readAssumptions(object: JsonObject | undefined, faults: FieldFault[]): Assumptions {
  if (object === undefined) return DEFAULT_ASSUMPTIONS;
  const names = SETTABLE.map(({ name }) => name);
  reportUnknownKeys(object, names, faults);
  const read = SETTABLE.flatMap(({ name, values = [] }) => {
    const written = stringField(object, name, faults);
    if (written === undefined) return [];
    if (values.includes(written.value)) return [[name, written.value] as const];
    faults.push({ span: written.span, message: `"${name}" must be one of: ${values.join(", ")}.` });
    return [];
  });
  return { ...DEFAULT_ASSUMPTIONS, ...Object.fromEntries(read) };
}
