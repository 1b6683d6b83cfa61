import { administrativeRuleType } from "./administrative-rule-type.ts";
import { capabilitiesForm } from "./capabilities-form.ts";
import { capabilityOfOtherType } from "./capability-of-other-type.ts";
import type { Check } from "./check.ts";
import { denyOnSra } from "./deny-on-sra.ts";
import { denyWithOthers } from "./deny-with-others.ts";
import { duplicateKey } from "./duplicate-key.ts";
import { duplicatePath } from "./duplicate-path.ts";
import { duplicateRule } from "./duplicate-rule.ts";
import { emptyCapabilities } from "./empty-capabilities.ts";
import { emptyRules } from "./empty-rules.ts";
import { exportCapabilityName } from "./export-capability-name.ts";
import { invalidStructure } from "./invalid-structure.ts";
import { invalidTtl } from "./invalid-ttl.ts";
import { jsonSyntax } from "./json-syntax.ts";
import { misspeltKey } from "./misspelt-key.ts";
import { repeatedCapability } from "./repeated-capability.ts";
import { templateSyntax } from "./template-syntax.ts";
import { ttlForm } from "./ttl-form.ts";
import { unclearWildcard } from "./unclear-wildcard.ts";
import { unknownCapability } from "./unknown-capability.ts";
import { unknownKey } from "./unknown-key.ts";
import { unknownRuleType } from "./unknown-rule-type.ts";

/** Every check, in the order of the documentation. The repository's tests hold docs, settings and fixtures to this list. */
export const CHECKS: readonly Check[] = [
  jsonSyntax,
  invalidStructure,
  unknownKey,
  misspeltKey,
  duplicateKey,
  unknownRuleType,
  administrativeRuleType,
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
];
