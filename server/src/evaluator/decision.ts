// What is said of one path: the shape. decide.ts fills it, explain-decision.ts puts it into words.

import type { AccessRule } from "../policy/access-rule.ts";
import type { AssumptionId, Assumptions } from "../policy/assumptions.ts";
import type { CapabilityName } from "../policy/capability.ts";
import type { WhyNotHeld } from "./select-roles.ts";

export type Effect = "allowed" | "denied" | "not-granted" | "uncertain";

export interface Decision {
  readonly effect: Effect;
  readonly ruleType: string;
  /** With its leading slash (F5.1). */
  readonly path: string;
  /** What the client may do, in the order of the table; empty unless allowed, or uncertain and surely granted. */
  readonly capabilities: readonly CapabilityName[];
  /** The rules that decide first, then those that come near. */
  readonly reasons: readonly Reason[];
  /** What the answer rests on where the documentation is silent, in the order of their numbers. */
  readonly assumptions: readonly AssumptionId[];
  /** How the settable ones among the assumptions were taken. */
  readonly settings: Assumptions;
}

export interface Reason {
  readonly outcome: "grants" | "denies" | "near-miss";
  readonly role: string;
  /** Absent where a role as a whole is the reason: the admin role, or one that the client does not hold. */
  readonly rule: AccessRule | undefined;
  /** What the rule grants, or what it would if it matched; of a deny, nothing. */
  readonly capabilities: readonly CapabilityName[];
  readonly why: Why;
}

/** Why a rule matches the path, or why it does not act on it. */
export type Why =
  | { readonly kind: "exact" }
  | { readonly kind: "pattern" }
  | { readonly kind: "admin" }
  | { readonly kind: "uncertain"; readonly claim: string }
  | NearMiss;

export type NearMiss =
  /** The client does not hold the role, because an association fails on a sub-claim or there is none. */
  | { readonly kind: "role-not-held"; readonly why: WhyNotHeld }
  | { readonly kind: "other-rule-type" }
  | { readonly kind: "expired"; readonly at: number }
  | { readonly kind: "used-up" }
  | { readonly kind: "claim-missing"; readonly claim: string }
  | { readonly kind: "unclear-deny" }
  /** The path would match in another case (A11). */
  | { readonly kind: "case" }
  /** The rule means one object, and the path lies below it (A3). */
  | { readonly kind: "below" }
  /** The rule covers what lies in the folder, and the path is the folder itself (A4). */
  | { readonly kind: "folder-itself" }
  /** The path has this many segments fewer than the rule asks. */
  | { readonly kind: "segments-short"; readonly count: number }
  /** The path has this many segments more than the rule allows. */
  | { readonly kind: "segments-long"; readonly count: number }
  /** The first segment that differs, 1-based, as the rule and as the path has it. */
  | { readonly kind: "segment-differs"; readonly position: number; readonly expected: string; readonly found: string };

/** Whether the rule of a reason denies, and not only may. */
export function deniesSurely({ outcome, why }: Reason): boolean {
  return outcome === "denies" && why.kind !== "uncertain";
}
