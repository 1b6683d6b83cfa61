// A role's rules as what stands in Terraform's `akeyless_role`, as its provider documents it: `rules` blocks with
// capability, path and rule_type, and an attribute for each kind of administrative access. It writes no resource around.

import { findRuleType } from "../../policy/rule-type.ts";
import type { PlainRule } from "./plain-rules.ts";

/** Attributes first, then the blocks. What the provider has no place for is told as a comment, so that nothing is lost. */
export function writeTerraform(rules: readonly PlainRule[]): string {
  const attributes = new Map<string, string>();
  const blocks: string[] = [];
  for (const rule of rules) {
    const attribute = attributeOf(rule);
    const value = VALUES.get(rule.path.replace(/^(?!\/)/, "/"));
    if (attribute === undefined || value === undefined) blocks.push(writeBlock(rule));
    // Whoever may see all may see their own.
    else if (attributes.get(attribute) !== "all") attributes.set(attribute, value);
  }
  const lines = [...attributes].map(([name, value]) => `${name} = ${quoteForTerraform(value)}\n`);
  return [...(lines.length === 0 ? [] : [lines.join("")]), ...blocks].join("\n");
}

/** A quoted string of HCL: its escapes are those of JSON but two, and no interpolation or directive begins. */
export function quoteForTerraform(text: string): string {
  return JSON.stringify(text)
    .replace(/\\(.)/g, (written, letter: string) => NOT_IN_HCL.get(letter) ?? written)
    .replace(/([$%])\{/g, "$1$1{");
}

const NOT_IN_HCL: ReadonlyMap<string, string> = new Map([
  ["b", "\\u0008"],
  ["f", "\\u000c"],
]);

/** The rule types of which the provider takes blocks. */
const BLOCK_TYPES: ReadonlySet<string> = new Set([
  "item-rule",
  "target-rule",
  "role-rule",
  "auth-method-rule",
  "sra-rule",
]);

/** The administrative rule types for which the provider has an attribute, named as the command's flag. */
const ATTRIBUTE_TYPES: ReadonlySet<string> = new Set([
  "search-rule",
  "reports-rule",
  "gw-reports-rule",
  "sra-reports-rule",
  "usage-reports-rule",
  "event-rule",
  "event-forwarder-rule",
]);

/** What a path of administrative access means, in the attribute's words. */
const VALUES: ReadonlyMap<string, string> = new Map([
  ["/*", "all"],
  ["/self", "own"],
]);

function attributeOf({ ruleType }: PlainRule): string | undefined {
  if (!ATTRIBUTE_TYPES.has(ruleType)) return undefined;
  return findRuleType(ruleType)?.flag?.replace(/^--/, "").replaceAll("-", "_");
}

function writeBlock(rule: PlainRule): string {
  const { path, ruleType, capabilities, ttl } = rule;
  const attribute = attributeOf(rule);
  return [
    ...(ttl === undefined
      ? []
      : [`# The rules file gives this rule a ttl of ${ttl} minutes, for which a block has no place.`]),
    ...(attribute === undefined ? [] : [`# The provider sets this by ${attribute}, which knows only all and own.`]),
    ...(attribute === undefined && !BLOCK_TYPES.has(ruleType)
      ? ["# The provider does not document this rule type."]
      : []),
    "rules {",
    `  capability = [${capabilities.map(quoteForTerraform).join(", ")}]`,
    `  path       = ${quoteForTerraform(path)}`,
    `  rule_type  = ${quoteForTerraform(ruleType)}`,
    "}\n",
  ].join("\n");
}
