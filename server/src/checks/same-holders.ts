import { nameKey } from "../policy/names.ts";
import type { Role } from "../policy/role.ts";

/** A text that is the same for roles with the same associations, in whatever order; empty for roles that nobody holds. */
export function holdersKey({ associations }: Role): string {
  return associations
    .map(({ authMethod, subClaims, caseSensitive, operators }) =>
      JSON.stringify([
        nameKey(authMethod),
        subClaims.map(({ key, values }) => JSON.stringify([key, operators ? values : [...values].sort()])).sort(),
        caseSensitive,
        operators,
      ]),
    )
    .sort()
    .join("\n");
}
