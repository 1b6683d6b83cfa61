import { accountWideAudit } from "./account-wide-audit.ts";
import { accountWidePath } from "./account-wide-path.ts";
import { addsNothing } from "./adds-nothing.ts";
import { administrativeRuleType } from "./administrative-rule-type.ts";
import { allowAccessBesideApproval } from "./allow-access-beside-approval.ts";
import { approvalWithRequest } from "./approval-with-request.ts";
import { capabilitiesForm } from "./capabilities-form.ts";
import { capabilityOfOtherType } from "./capability-of-other-type.ts";
import type { Check, CheckInfo, MeaningCheck } from "./check.ts";
import { denyOnSra } from "./deny-on-sra.ts";
import { denyProtectsNothing } from "./deny-protects-nothing.ts";
import { denyWithOthers } from "./deny-with-others.ts";
import { duplicateKey } from "./duplicate-key.ts";
import { duplicatePath } from "./duplicate-path.ts";
import { duplicateRule } from "./duplicate-rule.ts";
import { emptyCapabilities } from "./empty-capabilities.ts";
import { emptyRules } from "./empty-rules.ts";
import { exportCapabilityName } from "./export-capability-name.ts";
import { fileTransferWithoutConnect } from "./file-transfer-without-connect.ts";
import { grantsAuthMethodManagement } from "./grants-auth-method-management.ts";
import { grantsRoleManagement } from "./grants-role-management.ts";
import { invalidStructure } from "./invalid-structure.ts";
import { invalidTtl } from "./invalid-ttl.ts";
import { itemDenyLeavesSraOpen } from "./item-deny-leaves-sra-open.ts";
import { jsonSyntax } from "./json-syntax.ts";
import { misspeltKey } from "./misspelt-key.ts";
import { mixedLeadingSlash } from "./mixed-leading-slash.ts";
import { neverGrants } from "./never-grants.ts";
import { pathsDifferByCase } from "./paths-differ-by-case.ts";
import { prefixSpills } from "./prefix-spills.ts";
import { redundantList } from "./redundant-list.ts";
import { repeatedCapability } from "./repeated-capability.ts";
import { rootLevelItem } from "./root-level-item.ts";
import { targetMoreThanList } from "./target-more-than-list.ts";
import { templatePrefixLeak } from "./template-prefix-leak.ts";
import { templateSyntax } from "./template-syntax.ts";
import { ttlForm } from "./ttl-form.ts";
import { unclearWildcard } from "./unclear-wildcard.ts";
import { unknownCapability } from "./unknown-capability.ts";
import { unknownKey } from "./unknown-key.ts";
import { unknownRuleType } from "./unknown-rule-type.ts";
import { writesWithoutRead } from "./writes-without-read.ts";

/** The checks of what is written, in the order of the documentation. */
export const FORM_CHECKS: readonly Check[] = [
  jsonSyntax,
  invalidStructure,
  unknownKey,
  misspeltKey,
  duplicateKey,
  unknownRuleType,
  administrativeRuleType,
  accountWideAudit,
  unknownCapability,
  capabilityOfOtherType,
  denyOnSra,
  denyWithOthers,
  capabilitiesForm,
  emptyCapabilities,
  repeatedCapability,
  exportCapabilityName,
  ttlForm,
  invalidTtl,
  emptyRules,
  duplicatePath,
  duplicateRule,
  unclearWildcard,
  templateSyntax,
  pathsDifferByCase,
  mixedLeadingSlash,
];

/** The checks of what the rules mean, alone and together. */
export const MEANING_CHECKS: readonly MeaningCheck[] = [
  neverGrants,
  addsNothing,
  denyProtectsNothing,
  itemDenyLeavesSraOpen,
  redundantList,
  writesWithoutRead,
  allowAccessBesideApproval,
  approvalWithRequest,
  fileTransferWithoutConnect,
  grantsRoleManagement,
  grantsAuthMethodManagement,
  targetMoreThanList,
  accountWidePath,
  rootLevelItem,
  prefixSpills,
  templatePrefixLeak,
];

/** The codes of what is said of a rule that can be read, whatever the severity. */
export const ADVICE: ReadonlySet<string> = new Set(MEANING_CHECKS.map(({ code }) => code));

/** Every check of a rules file. The repository's tests hold docs, settings and fixtures to this list. */
export const CHECKS: readonly CheckInfo[] = [...FORM_CHECKS, ...MEANING_CHECKS];
