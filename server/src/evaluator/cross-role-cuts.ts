// Whether a deny of one role takes anything from what another role of the same client allows (A1): there is a path that
// both match and that no deny of the second role has.

import type { PathTokens } from "../policy/path-tokens.ts";
import type { AccessAsked } from "./access-asked.ts";
import type { AnswerBudget } from "./answer-budget.ts";
import type { Client } from "./client.ts";
import { DENIED } from "./indexed-rule.ts";
import { joinPatterns } from "./join-patterns.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";
import type { RuleEntry } from "./rule-index.ts";

export class CrossRoleCuts {
  private readonly effort: AnswerBudget;
  /** Denies, the allows that they may take from, and what in the roles of these denies them anyway. */
  private readonly sides: readonly Side[];

  constructor({ roles, compartmentsByType }: Client, { ruleType, wanted, only }: AccessAsked, effort: AnswerBudget) {
    this.effort = effort;
    const compartments = roles.length > 1 ? (compartmentsByType.get(ruleType) ?? []) : [];
    const isAllow = ({ rule }: RuleEntry): boolean =>
      !rule.denies && (rule.grants & wanted) !== 0 && (only === undefined || rule.role === only);
    const acting = compartments.flatMap((each) => each.acting.entries);
    const uncertain = compartments.flatMap((each) => each.uncertain.entries);
    const [denies, mayDeny] = [acting.filter(isDeny), uncertain.filter(isDeny)];
    const [allows, mayAllow] = [acting.filter(isAllow), uncertain.filter(isAllow)];
    this.sides = [
      new Side(denies, [...allows, ...mayAllow], denies),
      // Where a deny only may take, what only may be granted is not certain anyway.
      new Side(mayDeny, allows, [...denies, ...mayDeny]),
    ];
  }

  /** Whether that is so on a path of a pattern, or is not decided. */
  reach(inside: PathTokens): boolean {
    return this.sides.some((side) => side.reach(inside, this.effort));
  }
}

function isDeny({ rule }: RuleEntry): boolean {
  return rule.denies;
}

class Side {
  private readonly denies: readonly RuleEntry[];
  private readonly allows: readonly RuleEntry[];
  private readonly anyway: readonly RuleEntry[];
  private indexes: { readonly denies: PathIndex; readonly allows: PathIndex } | undefined;
  private readonly own = new Map<string, PathIndex>();

  constructor(denies: readonly RuleEntry[], allows: readonly RuleEntry[], anyway: readonly RuleEntry[]) {
    this.denies = denies;
    this.allows = allows;
    this.anyway = anyway;
  }

  reach(inside: PathTokens, effort: AnswerBudget): boolean {
    if (this.denies.length === 0 || this.allows.length === 0) return false;
    this.indexes ??= { denies: indexOf(this.denies), allows: indexOf(this.allows) };
    const { cutting } = effort;
    const { denies, allows } = this.indexes;
    return denies.overlapping(inside, cutting).some((id) => {
      const deny = this.denies[id];
      return (
        deny !== undefined &&
        allows.overlapping(deny.tokens, cutting).some((at) => {
          const allow = this.allows[at];
          if (allow === undefined || allow.rule.role === deny.rule.role) return false;
          return effort.isSpent || this.takes(deny, allow, inside, effort);
        })
      );
    });
  }

  private takes({ tokens }: RuleEntry, allow: RuleEntry, inside: PathTokens, effort: AnswerBudget): boolean {
    const answer = effort.find({
      inside: joinPatterns([inside, tokens, allow.tokens]),
      indexes: [this.ownDenies(allow.rule.role)],
      wanted: ([outcome]) => outcome !== DENIED,
      hopeless: ([certain]) => certain === DENIED,
      fewerRulesSuffice: true,
    });
    return !answer.decided || answer.witness !== undefined;
  }

  private ownDenies(role: string): PathIndex {
    const known = this.own.get(role) ?? indexOf(this.anyway.filter(({ rule }) => rule.role === role));
    this.own.set(role, known);
    return known;
  }
}

function indexOf(entries: readonly RuleEntry[]): PathIndex {
  return buildPathIndex(
    entries.map(({ tokens, rule: { grants, denies } }) => ({ tokens, grants, denies })),
    "questions",
  );
}
