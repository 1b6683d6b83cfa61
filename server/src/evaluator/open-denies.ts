// Denies with templates where no client is in question: as some client has them they reach more than they say.

import { expandTemplates } from "../policy/expand-templates.ts";
import { onDemand } from "../policy/on-demand.ts";
import { hasTemplate, templateClaims } from "../policy/path-pattern.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { Claims } from "../policy/role.ts";
import { anyPlainValue, opaqueTemplatesIn, tokenizePattern } from "../policy/tokenize-pattern.ts";
import type { AnswerBudget } from "./answer-budget.ts";
import type { Client } from "./client.ts";
import { readingOf } from "./client-rule.ts";
import { type ReadPattern, readPattern } from "./compare-patterns.ts";
import { OpenDeny } from "./cut-for-values.ts";
import { DENIED } from "./indexed-rule.ts";
import { joinPatterns } from "./join-patterns.ts";
import { OverlapIndex } from "./overlap-index.ts";
import { indexPatterns, type PathIndex } from "./path-index.ts";
import type { PathAnswer } from "./path-question.ts";
import type { RuleEntry, RuleIndex } from "./rule-index.ts";

/** Where an allow is asked about. */
export interface OpenQuestion {
  readonly entry: RuleEntry;
  /** The pattern in question. */
  readonly inside: PathTokens;
  readonly effort: AnswerBudget;
}

export class OpenDenies {
  private readonly acting: RuleIndex;
  private readonly assumptions: Client["circumstances"]["assumptions"];
  private readonly entries: readonly RuleEntry[];
  /** By what they reach at most. */
  private readonly denies: ReadonlyMap<ReadPattern, OpenDeny>;
  private readonly index: OverlapIndex;
  private readonly fresh: () => FreshValues = onDemand(() => this.fill());

  /** @param acting the rules whose denies cut each other's allows. */
  constructor({ circumstances: { claims, assumptions } }: Client, acting: RuleIndex) {
    const isOpen = ({ rule }: RuleEntry): boolean => rule.denies && hasTemplate(rule.rule.pattern);
    this.acting = acting;
    this.assumptions = assumptions;
    this.entries = typeof claims === "string" ? acting.entries.filter(isOpen) : [];
    const denies = this.entries.map(({ tokens }) => new OpenDeny(tokens));
    this.denies = new Map(denies.map((deny) => [deny.widest, deny]));
    this.index = new OverlapIndex([...this.denies.keys()]);
  }

  /**
   * Whether one that is not told among the exceptions takes some of an allow from some client.
   * @param told where the allow is told to be.
   */
  mayCut(told: PathTokens, { inside, effort }: OpenQuestion): boolean {
    if (this.entries.length === 0) return false;
    const { cutting } = effort;
    const reach = readPattern(anyPlainValue(told));
    const { patterns } = this.index.overlapping(reach, cutting);
    cutting.left -= patterns.length;
    if (cutting.left <= 0) return true;
    const [where, templates] = [readPattern(told), opaqueTemplatesIn(told)];
    return patterns.some((widest) => {
      if (this.denies.get(widest)?.isToldAsWritten(where, templates)) return false;
      const answer = effort.find({
        inside: joinPatterns([inside, reach.tokens, widest.tokens]),
        indexes: [this.acting.paths],
        wanted: ([outcome]) => outcome !== DENIED,
        hopeless: ([certain]) => certain === DENIED,
        fewerRulesSuffice: true,
      });
      return !answer.decided || answer.witness !== undefined;
    });
  }

  /**
   * A path that an allow with templates grants to a client whose values are no text of any rule. What such a client is
   * denied by its own values is left out, too; and whatever denies it denies who has other values, so that where there is
   * none, no plain value gives one. Not decided where there is no deny with a template.
   */
  findGranted({ entry, inside, effort }: OpenQuestion): PathAnswer {
    if (this.entries.length === 0) return { decided: false };
    const { claims, denies } = this.fresh();
    const reading = readingOf(this.assumptions, "opaque");
    const [filled] = expandTemplates(entry.rule.rule.pattern, claims).patterns;
    if (filled === undefined) return { decided: false };
    return effort.find({
      inside: joinPatterns([inside, tokenizePattern(filled, reading)]),
      indexes: [this.acting.paths, denies],
      wanted: ([outcome, own]) => outcome !== DENIED && own === 0,
      hopeless: ([certain, own]) => certain === DENIED || own !== 0,
      fewerRulesSuffice: true,
    });
  }

  /** Without claims where every letter stands in some rule. */
  private fill(): FreshValues {
    const patterns = this.acting.entries.map(({ rule }) => rule.rule.pattern);
    const letter = LETTERS.find((each) => patterns.every(({ written }) => !written.includes(each)));
    const names = letter === undefined ? [] : [...new Set(patterns.flatMap(templateClaims))];
    const claims = new Map(names.map((name, at) => [name, [(letter ?? "").repeat(at + 1)]]));
    const reading = readingOf(this.assumptions, "opaque");
    const filled = this.entries.flatMap(({ rule }) => expandTemplates(rule.rule.pattern, claims).patterns);
    return { claims, denies: indexPatterns(filled.map((pattern) => tokenizePattern(pattern, reading))) };
  }
}

/** Claims, and the denies as they have them. */
interface FreshValues {
  readonly claims: Claims;
  readonly denies: PathIndex;
}

const LETTERS = [..."xyzwvuq0123456789"];
