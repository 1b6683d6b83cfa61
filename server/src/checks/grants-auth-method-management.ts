import type { MeaningCheck } from "./check.ts";
import { judgeManagement } from "./judge-management.ts";

/** Access to auth methods: a warning to see them, an error to change them. Gateways sometimes need to list them (F4.8). */
export const grantsAuthMethodManagement: MeaningCheck = {
  code: "grants-auth-method-management",
  severity: "warning",
  summary: "A rule lets its holders see auth methods, or change them, which is an error.",
  run: (meaning) => judgeManagement(meaning, "auth-method-rule", "auth methods"),
};
