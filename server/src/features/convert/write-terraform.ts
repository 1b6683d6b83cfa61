import type { PlainRule } from "./plain-rules.ts";

/**
 * The rules as `rules` blocks of Terraform's `akeyless_role`. A lifetime is told as a comment: that the blocks take
 * one is not documented.
 */
export function writeTerraform(rules: readonly PlainRule[]): string {
  return rules
    .map(({ path, ruleType, capabilities, ttl }) =>
      [
        "rules {",
        ...(ttl === undefined ? [] : [`  # The rules file gives this rule a ttl of ${ttl} minutes.`]),
        `  capability = [${capabilities.map(quoteForTerraform).join(", ")}]`,
        `  path       = ${quoteForTerraform(path)}`,
        `  rule_type  = ${quoteForTerraform(ruleType)}`,
        "}\n",
      ].join("\n"),
    )
    .join("\n");
}

/** A quoted string of HCL: escapes as in JSON, and no beginning of an interpolation or a directive. */
export function quoteForTerraform(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, "$1$1{");
}
