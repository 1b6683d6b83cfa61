import type { CapabilityName } from "../policy/capability.ts";
import type { Role } from "../policy/role.ts";

/** Whether the holders of a role could give themselves more access: it is admin, or changes roles or auth methods. */
export function managesAccess({ admin, rules }: Role): boolean {
  return (
    admin ||
    rules.some(({ ruleType, capabilities }) => {
      const governs = ruleType === "role-rule" || ruleType === "auth-method-rule";
      return governs && !capabilities.includes("deny") && CHANGES.some((name) => capabilities.includes(name));
    })
  );
}

const CHANGES: readonly CapabilityName[] = ["create", "update", "delete"];
