// What the rules of one file mean together, prepared once for all checks that ask: which rules may be judged,
// which are proved to be waste, and exact questions about what the file grants. Everything is computed when first asked.
// It knows one file only: what other files of the role and other roles say is not counted.

import type { ClientRule } from "../evaluator/client-rule.ts";
import { findPath } from "../evaluator/find-path.ts";
import { findWaste, type Waste } from "../evaluator/find-waste.ts";
import { DENIED } from "../evaluator/indexed-rule.ts";
import type { PathIndex } from "../evaluator/path-index.ts";
import type { PathAnswer } from "../evaluator/path-question.ts";
import { groundFor, prepareRuleQuestions, type RuleQuestions } from "../evaluator/rule-questions.ts";
import type { Assumptions } from "../policy/assumptions.ts";
import type { CapabilitySet } from "../policy/capability-set.ts";
import { onDemand } from "../policy/on-demand.ts";
import { ANY, type PathTokens } from "../policy/path-tokens.ts";
import type { RuleTypeWord } from "../policy/rule-type.ts";
import type { Rule, RulesFile } from "../policy/rules-file.ts";
import { replaceTemplates } from "../policy/tokenize-pattern.ts";
import { findOpenSessions, type OpenSessions } from "./find-open-sessions.ts";
import { groupSoundRules, type RuleGroup } from "./group-sound-rules.ts";
import type { SoundRule } from "./sound-rule.ts";

export interface FileMeaning {
  readonly file: RulesFile;
  /** Every readable rule without an error, of a known type for objects or sessions, in the order of the text. */
  readonly sound: readonly SoundRule[];
  /** What is proved to be without effect, by rule. Nothing in a file that is not whole: the rest may still come. */
  waste(): ReadonlyMap<Rule, Waste["effect"]>;
  /** The sound rules that are not waste: only they are worth advice. */
  judged(): readonly SoundRule[];
  /** By each deny on items that is needed or protects nothing, the sessions that it does not close. */
  openSessions(): ReadonlyMap<Rule, OpenSessions>;
  /** The written rule that one of the evaluator's rules stands for. */
  ruleOf(stands: ClientRule): Rule | undefined;
  /** Whether the file surely grants all these capabilities on every path of a rule that it does not deny. */
  grantsThroughout(rule: SoundRule, capabilities: CapabilitySet): boolean;
  /** Whether there is a path of a pattern, not denied, where the file cannot grant all these capabilities. */
  lacksSomewhere(type: RuleTypeWord, inside: PathTokens, capabilities: CapabilitySet): boolean;
  /** Whether the file may grant one of these capabilities on some path of a pattern, for some claim values. */
  mayGrant(type: RuleTypeWord, inside: PathTokens, capabilities: CapabilitySet): boolean;
}

/**
 * @param faulty rules that are an error already: they are not judged and prove nothing, but may permit anything.
 * @param assumptions what is taken for true where the documentation is silent; otherwise the defaults.
 */
export function prepareFileMeaning(file: RulesFile, faulty: ReadonlySet<Rule>, assumptions?: Assumptions): FileMeaning {
  const { sound, groups, sources } = groupSoundRules(file, faulty, assumptions);
  const questions = new Map<string, RuleQuestions>();
  const questionsOf = (type: RuleTypeWord): RuleQuestions => {
    const prepared = questions.get(type.name) ?? prepareRuleQuestions(groups.get(type.name)?.stands ?? []);
    questions.set(type.name, prepared);
    return prepared;
  };
  const waste = onDemand(() => (isWhole(file) ? collectWaste(groups.values(), sources) : NO_WASTE));
  const judged = onDemand(() => sound.filter(({ rule }) => !waste().has(rule)));
  return {
    file,
    sound,
    waste,
    judged,
    openSessions: onDemand(() =>
      findOpenSessions(
        sound.filter(({ rule }) => (waste().get(rule)?.kind ?? "protects-nothing") === "protects-nothing"),
        assumptions,
      ),
    ),
    ruleOf: (stands) => sources.get(stands),
    grantsThroughout: ({ type, stands }, capabilities) => {
      const { index, read } = groundFor(questionsOf(type), stands);
      const answer = findLack(index, read(stands), capabilities);
      return answer.decided && answer.witness === undefined;
    },
    lacksSomewhere: (type, inside, capabilities) => {
      const answer = findLack(questionsOf(type).possible, inside, capabilities);
      return answer.decided && answer.witness !== undefined;
    },
    mayGrant: (type, inside, capabilities) => {
      const answer = findPath({
        inside: [replaceTemplates(inside, () => ANY)],
        indexes: [questionsOf(type).possible],
        wanted: ([outcome = 0]) => outcome !== DENIED && (outcome & capabilities) !== 0,
        hopeless: ([certain]) => certain === DENIED,
        budget: BUDGET,
      });
      return !answer.decided || answer.witness !== undefined;
    },
  };
}

/** A path inside a pattern that is not denied and does not get all these capabilities. */
function findLack(index: PathIndex, inside: PathTokens, capabilities: CapabilitySet): PathAnswer {
  const lacks = (outcome = 0): boolean => outcome !== DENIED && (capabilities & ~outcome) !== 0;
  return findPath({
    inside: [inside],
    indexes: [index],
    wanted: ([outcome]) => lacks(outcome),
    hopeless: ([certain]) => !lacks(certain),
    budget: BUDGET,
  });
}

/** How much one question may cost before it is left open; a question left open gives no finding. */
const BUDGET = 20_000;

/** How much all questions on the waste of one file may cost together. */
const WHOLE_BUDGET = 20_000_000;

const NO_WASTE: ReadonlyMap<Rule, Waste["effect"]> = new Map();

/** Comments and commas are read past without harm; after any other fault rules may be missing. */
export function isWhole({ json }: RulesFile): boolean {
  return json.faults.every(({ kind }) => kind === "comment" || kind === "trailing-comma");
}

function collectWaste(
  groups: Iterable<RuleGroup>,
  sources: ReadonlyMap<ClientRule, Rule>,
): ReadonlyMap<Rule, Waste["effect"]> {
  const found = new Map<Rule, Waste["effect"]>();
  for (const { stands } of groups) {
    const budget = Math.min(BUDGET, Math.max(500, Math.floor(WHOLE_BUDGET / stands.length)));
    for (const { rule, effect } of findWaste(stands, budget)) {
      const source = sources.get(rule);
      // A deny with an unclear wildcard has a finding of its own.
      if (source && rule.state.kind === "acts") found.set(source, effect);
    }
  }
  return found;
}
