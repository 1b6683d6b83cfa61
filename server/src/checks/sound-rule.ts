import type { ClientRule } from "../evaluator/client-rule.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { RuleTypeWord } from "../policy/rule-type.ts";
import type { PathEntry, Rule } from "../policy/rules-file.ts";

/** A rule whose meaning is plain enough to be reasoned about. */
export interface SoundRule {
  readonly rule: Rule;
  readonly entry: PathEntry;
  readonly type: RuleTypeWord;
  /** The rule as it stands for a client of whom nothing is known. */
  readonly stands: ClientRule;
  readonly tokens: PathTokens;
}
