// The rules of a file or of an exported role as plain values, to be written in another form. Nothing is left out:
// words that are not known stay as they are written.

import type { AccessRule } from "../../policy/access-rule.ts";
import { readCapability } from "../../policy/capability.ts";
import type { ExportedRole } from "../../policy/read-role-export.ts";
import { DEFAULT_RULE_TYPE } from "../../policy/rule-type.ts";
import type { RulesFile } from "../../policy/rules-file.ts";
import { rulesThatCount } from "../../policy/rules-that-count.ts";

export interface PlainRule {
  readonly path: string;
  readonly ruleType: string;
  /** By the names that rules files have for them. */
  readonly capabilities: readonly string[];
  /** Minutes from applying; absent: until removed. */
  readonly ttl: number | undefined;
}

/** The rules of a rules file in its order, without what is lost by equal keys. */
export function plainRulesOf(file: RulesFile): PlainRule[] {
  return rulesThatCount(file).map(({ pattern, ruleType, capabilities, ttl }) => ({
    path: pattern.written,
    ruleType: ruleType?.value ?? DEFAULT_RULE_TYPE,
    capabilities: [
      ...new Set((capabilities?.items ?? []).map(({ value }) => readCapability(value)?.word.name ?? value)),
    ],
    ttl: ttl?.minutes,
  }));
}

/** The rules of an exported role. @param now in unix seconds: what is left of a lifetime becomes the ttl. */
export function plainRulesOfRole(role: ExportedRole, now: number): PlainRule[] {
  return role.rules.flatMap((rule) => {
    const ttl = minutesLeft(rule, now);
    if (ttl !== undefined && ttl <= 0) return [];
    return { path: rule.pattern.written, ruleType: rule.ruleType, capabilities: rule.capabilities, ttl };
  });
}

function minutesLeft({ expiry }: AccessRule, now: number): number | undefined {
  if (expiry === undefined) return undefined;
  return "minutesAfterApplying" in expiry ? expiry.minutesAfterApplying : Math.ceil((expiry.at - now) / 60);
}
