import { findCapability } from "../../policy/capability.ts";
import { normalisePath } from "../../policy/path-pattern.ts";
import type { PlainRule } from "./plain-rules.ts";

/** A role as `get-role --json` prints it, with the names that exports have; without associations. */
export function writeRoleExport(name: string, rules: readonly PlainRule[]): string {
  const role = {
    role_name: name,
    rules: {
      admin: false,
      path_rules: rules.map(({ path, ruleType, capabilities, ttl }) => ({
        path: normalisePath(path),
        type: ruleType,
        capabilities: capabilities.map((word) => findCapability(word)?.exportName ?? word),
        ttl: ttl ?? 0,
        start_time: 0,
      })),
    },
    role_auth_methods_assoc: [],
  };
  return `${JSON.stringify(role, null, 2)}\n`;
}
