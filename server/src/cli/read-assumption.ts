import { InvalidArgumentError } from "commander";
import { ASSUMPTIONS, type Assumptions } from "../policy/assumptions.ts";
import { describeUnknown } from "./read-word.ts";

/** Adds one `--assume name=value`; of a name that comes again the last value holds. */
export function addAssumption(written: string, earlier: Partial<Assumptions> = {}): Partial<Assumptions> {
  const [name = "", ...rest] = written.split("=");
  const value = rest.join("=");
  const settable = ASSUMPTIONS.flatMap(({ name: known, values }) => (values ? [[known, values] as const] : []));
  const values = settable.find(([known]) => known === name)?.[1];
  if (values === undefined) {
    const known = settable.map(([each]) => each);
    throw new InvalidArgumentError(describeUnknown("assumption that can be set", name, known));
  }
  if (values.includes(value)) return { ...earlier, [name]: value };
  throw new InvalidArgumentError(`Give "${name}" one of: ${values.join(", ")}.`);
}
