// Whether a deny of one role takes anything from what another role of the same client allows (A1): there is a path that
// both match and that no deny of the second role has.

import { groupBy } from "../policy/group-by.ts";
import { onDemand } from "../policy/on-demand.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { AccessAsked } from "./access-asked.ts";
import type { AnswerBudget } from "./answer-budget.ts";
import type { Client } from "./client.ts";
import { DENIED } from "./indexed-rule.ts";
import { joinPatterns } from "./join-patterns.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";
import type { RuleEntry } from "./rule-index.ts";

/** The rules of one client and type by which its roles may take from each other; read once, whichever role is asked. */
export class CutsAcrossRoles {
  private readonly acting: RulesByRole;
  private readonly uncertain: RulesByRole;
  private readonly denies: Denies;
  private readonly mayDeny: Denies;

  constructor({ roles, compartmentsByType }: Client, ruleType: string) {
    const compartments = roles.length > 1 ? (compartmentsByType.get(ruleType) ?? []) : [];
    this.acting = new RulesByRole(compartments.flatMap((each) => each.acting.entries));
    this.uncertain = new RulesByRole(compartments.flatMap((each) => each.uncertain.entries));
    const [denies, mayDeny] = [this.acting.denies, this.uncertain.denies];
    this.denies = new Denies(denies, denies);
    this.mayDeny = new Denies(mayDeny, [...denies, ...mayDeny]);
  }

  /** Denies, and the allows that they may take from. */
  sides(asked: AccessAsked, effort: AnswerBudget): Side[] {
    const [allows, mayAllow] = [this.acting.allows(asked), this.uncertain.allows(asked)];
    return [
      new Side(this.denies, [...allows, ...mayAllow], effort),
      // Where a deny only may take, what only may be granted is not certain anyway.
      new Side(this.mayDeny, allows, effort),
    ];
  }
}

export class CrossRoleCuts {
  private readonly sides: readonly Side[];

  constructor(cuts: CutsAcrossRoles, asked: AccessAsked, effort: AnswerBudget) {
    this.sides = cuts.sides(asked, effort);
  }

  /** Whether that is so on a path of a pattern, or is not decided. */
  reach(inside: PathTokens): boolean {
    return this.sides.some((side) => side.reach(inside));
  }
}

class RulesByRole {
  readonly denies: readonly RuleEntry[];
  private readonly entries: readonly RuleEntry[];
  private readonly byRole: () => ReadonlyMap<string, readonly RuleEntry[]>;

  constructor(entries: readonly RuleEntry[]) {
    this.entries = entries;
    this.denies = entries.filter(({ rule }) => rule.denies);
    this.byRole = onDemand(() => groupBy(entries, ({ rule }) => rule.role));
  }

  allows({ wanted, only }: AccessAsked): readonly RuleEntry[] {
    const entries = only === undefined ? this.entries : (this.byRole().get(only) ?? []);
    return entries.filter(({ rule }) => !rule.denies && (rule.grants & wanted) !== 0);
  }
}

/** Denies, and what in the roles that they may take from denies these anyway. */
class Denies {
  readonly entries: readonly RuleEntry[];
  readonly paths: () => PathIndex;
  private readonly anyway: () => ReadonlyMap<string, readonly RuleEntry[]>;
  private readonly own = new Map<string, PathIndex>();

  constructor(entries: readonly RuleEntry[], anyway: readonly RuleEntry[]) {
    this.entries = entries;
    this.paths = onDemand(() => indexOf(entries));
    this.anyway = onDemand(() => groupBy(anyway, ({ rule }) => rule.role));
  }

  ofRole(role: string): PathIndex {
    const known = this.own.get(role) ?? indexOf(this.anyway().get(role) ?? []);
    this.own.set(role, known);
    return known;
  }
}

class Side {
  private readonly denies: Denies;
  private readonly allows: readonly RuleEntry[];
  private readonly effort: AnswerBudget;
  private readonly paths: () => PathIndex;

  constructor(denies: Denies, allows: readonly RuleEntry[], effort: AnswerBudget) {
    this.denies = denies;
    this.allows = allows;
    this.effort = effort;
    this.paths = onDemand(() => indexOf(allows));
  }

  /** It goes from the fewer to the many. */
  reach(inside: PathTokens): boolean {
    const { denies, allows, paths } = this;
    if (denies.entries.length === 0 || allows.length === 0) return false;
    return allows.length * FEWER < denies.entries.length
      ? this.reachFrom(allows, paths(), denies.entries, denies.paths(), inside)
      : this.reachFrom(denies.entries, denies.paths(), allows, paths(), inside);
  }

  private reachFrom(
    these: readonly RuleEntry[],
    thesePaths: PathIndex,
    others: readonly RuleEntry[],
    otherPaths: PathIndex,
    inside: PathTokens,
  ): boolean {
    const { cutting } = this.effort;
    return thesePaths.overlapping(inside, cutting).some((id) => {
      const entry = these[id];
      return (
        entry !== undefined &&
        otherPaths.overlapping(entry.tokens, cutting).some((at) => {
          const other = others[at];
          if (other === undefined || other.rule.role === entry.rule.role) return false;
          const [deny, allow] = entry.rule.denies ? [entry, other] : [other, entry];
          return this.effort.isSpent || this.takes(deny, allow, inside);
        })
      );
    });
  }

  private takes({ tokens }: RuleEntry, allow: RuleEntry, inside: PathTokens): boolean {
    const answer = this.effort.find({
      inside: joinPatterns([inside, tokens, allow.tokens]),
      indexes: [this.denies.ofRole(allow.rule.role)],
      wanted: ([outcome]) => outcome !== DENIED,
      hopeless: ([certain]) => certain === DENIED,
      fewerRulesSuffice: true,
    });
    return !answer.decided || answer.witness !== undefined;
  }
}

const FEWER = 8;

function indexOf(entries: readonly RuleEntry[]): PathIndex {
  return buildPathIndex(
    entries.map(({ tokens, rule: { grants, denies } }) => ({ tokens, grants, denies })),
    "questions",
  );
}
