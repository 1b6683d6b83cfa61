import { DEFAULT_RULE_TYPE } from "../policy/rule-type.ts";
import type { Rule, RulesFile } from "../policy/rules-file.ts";
import type { Span } from "../text/span.ts";

/** A path, or a rule below it, for the outline. */
export interface FileSymbol {
  readonly kind: "path" | "rule";
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  /** Lies in `span`. */
  readonly nameSpan: Span;
  readonly children: readonly FileSymbol[];
}

/** The outline of a rules file: its paths with their rules, as written. */
export function listSymbols(file: RulesFile): FileSymbol[] {
  return file.paths.map(({ pattern, key, member, rules }) => ({
    kind: "path",
    // An editor refuses a symbol without a name.
    name: pattern.written === "" ? '""' : pattern.written,
    detail: rules.length === 1 ? "1 rule" : `${rules.length} rules`,
    span: member.span,
    nameSpan: key.span,
    children: rules.map(ruleSymbol),
  }));
}

function ruleSymbol({ ruleType, capabilities, node }: Rule): FileSymbol {
  return {
    kind: "rule",
    name: ruleType?.value || DEFAULT_RULE_TYPE,
    detail: (capabilities?.items ?? []).map((item) => item.value).join(", "),
    span: node.span,
    nameSpan: ruleType?.node.span ?? node.span,
    children: [],
  };
}
