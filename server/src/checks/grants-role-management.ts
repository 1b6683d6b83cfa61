import type { MeaningCheck } from "./check.ts";
import { judgeManagement } from "./judge-management.ts";

/** Access to access roles: a warning to see them, an error to change them. Gateways sometimes need to list them (F4.8). */
export const grantsRoleManagement: MeaningCheck = {
  code: "grants-role-management",
  severity: "warning",
  summary: "A rule lets its holders see access roles, or change them, which is an error.",
  run: (meaning) => judgeManagement(meaning, "role-rule", "access roles"),
};
