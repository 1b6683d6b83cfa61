// The rule types of Akeyless: one table in one place, because the list keeps growing.
// A rule type that is not here is unknown; a setting lets a user add names until the table knows them.

import type { CapabilityName } from "./capability.ts";

export interface RuleTypeWord {
  readonly name: string;
  /** What its rules govern, as the end of the sentence "Rules of this type govern ...". */
  readonly governs: string;
  readonly capabilities: readonly CapabilityName[];
  /** For administrative types: the flag of create-role / update-role that sets this instead of a rules file. */
  readonly flag?: string;
  readonly deprecated?: true;
}

const ITEM_LIKE: readonly CapabilityName[] = ["list", "read", "create", "update", "delete", "deny"];
const SRA: readonly CapabilityName[] = [
  "allow_access",
  "request_access",
  "justify_access_only",
  "approval_authority",
  "upload_files",
  "download_files",
];
const READ: readonly CapabilityName[] = ["read"];

/** Every known rule type, in the order in which they are shown. */
export const RULE_TYPES: readonly RuleTypeWord[] = [
  {
    name: "item-rule",
    governs: "secrets, keys, dynamic and rotated secrets, certificate issuers",
    capabilities: ITEM_LIKE,
  },
  { name: "target-rule", governs: "targets", capabilities: ITEM_LIKE },
  { name: "role-rule", governs: "access roles", capabilities: ITEM_LIKE },
  { name: "auth-method-rule", governs: "auth methods", capabilities: ITEM_LIKE },
  { name: "sra-rule", governs: "Secure Remote Access sessions on item and target paths", capabilities: SRA },
  { name: "ara-rule", governs: "Agentic Runtime Authority on secret paths", capabilities: ["allow_access"] },
  { name: "search-rule", governs: "audit logs", capabilities: READ, flag: "--audit-access", deprecated: true },
  { name: "reports-rule", governs: "analytics", capabilities: READ, flag: "--analytics-access", deprecated: true },
  { name: "gw-reports-rule", governs: "gateway analytics", capabilities: READ, flag: "--gw-analytics-access" },
  { name: "sra-reports-rule", governs: "SRA clusters", capabilities: READ, flag: "--sra-reports-access" },
  { name: "ara-reports-rule", governs: "the ARA dashboard", capabilities: READ, flag: "--ara-reports-access" },
  { name: "usage-reports-rule", governs: "usage reports", capabilities: READ, flag: "--usage-reports-access" },
  { name: "event-rule", governs: "the event center", capabilities: READ, flag: "--event-center-access" },
  {
    name: "event-forwarder-rule",
    governs: "event forwarders",
    capabilities: ["list", "read", "create", "update", "delete"],
    flag: "--event-forwarders-access",
  },
  { name: "isi-rule", governs: "identity and secrets intelligence", capabilities: READ, flag: "--isi-access" },
  {
    name: "reverse-rbac-rule",
    governs: "who may use reverse RBAC",
    capabilities: READ,
    flag: "--reverse-rbac-access",
  },
];

/** What a rule without `rule-type` is taken for; inferred from the command's default (F1.5). */
export const DEFAULT_RULE_TYPE = "item-rule";

/** The entry of a rule type by its name; case counts. Nothing for names that are not in the table. */
export function findRuleType(name: string): RuleTypeWord | undefined {
  return BY_NAME.get(name);
}

/** Whether rules of this type are set by flags of create-role / update-role and not by a rules file. */
export function isAdministrative(ruleType: RuleTypeWord): boolean {
  return ruleType.flag !== undefined;
}

/** Whether rules of this type open sessions on what `item-rule` does not guard (A8). */
export function opensSessions(ruleType: string): boolean {
  return ruleType === "sra-rule" || ruleType === "ara-rule";
}

const BY_NAME: ReadonlyMap<string, RuleTypeWord> = new Map(RULE_TYPES.map((word) => [word.name, word]));
