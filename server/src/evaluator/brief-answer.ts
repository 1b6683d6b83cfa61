// An answer in the fewest words, for what stands beside a path in the text. The words are those of the whole answer.

import { capabilityNames } from "../policy/capability-set.ts";
import { expandTemplates } from "../policy/expand-templates.ts";
import { hasTemplate, isExactPath, type PathPattern } from "../policy/path-pattern.ts";
import { holdsAdminRole } from "../policy/role.ts";
import { tokenizePattern } from "../policy/tokenize-pattern.ts";
import { accessOnPattern, noAccess, type PatternAccess, type RuleReach } from "./access-on-pattern.ts";
import type { Client } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import { decide } from "./decide.ts";
import type { Decision, Reason } from "./decision.ts";
import { reachesForValues } from "./reaches-for-values.ts";
import { mention } from "./sentence.ts";
import { minutesText, momentText } from "./time-words.ts";

export interface BriefAnswer {
  readonly text: string;
  /** Whether anything is granted on any part of it. */
  readonly grants: boolean;
}

/** What a client may do on a path or pattern, as `list, read` or `denied by line 7`. @param home see `mention`. */
export function briefAnswer(
  client: Client,
  ruleType: string,
  pattern: PathPattern,
  home: string | undefined,
): BriefAnswer {
  const isAdmin = holdsAdminRole(client);
  const { claims } = client.circumstances;
  if (hasTemplate(pattern) && typeof claims !== "string" && !isAdmin) {
    const { patterns, open } = expandTemplates(pattern, claims);
    if (patterns.length > MOST_EXPANSIONS) return { text: "not decided: too many claim values", grants: true };
    const answers = patterns.map((each) => briefAnswer(client, ruleType, each, home));
    return joinAnswers(answers, open?.kind === "uncertain");
  }
  if (isExactPath(pattern) || isAdmin) {
    // The claim values that were put in stand in the tokens, not in what is written.
    const path = isAdmin ? pattern.normal : tokenizePattern(pattern).join("");
    const decision = decide(client, ruleType, path, "reaching");
    return briefDecision(decision, home, isAdmin ? NO_VALUES : forValues(client, ruleType, pattern, undefined));
  }
  const access = accessOnPattern(client, tokenizePattern(pattern)).find((each) => each.ruleType === ruleType);
  return briefAccess(access ?? noAccess(ruleType), home, forValues(client, ruleType, pattern, access));
}

/** Each value is asked about by itself, in a text that is being written. */
const MOST_EXPANSIONS = 100;

/** What is said of the paths that a client's values make of one pattern. @param isOpen whether it may mean others (A7). */
function joinAnswers(answers: readonly BriefAnswer[], isOpen: boolean): BriefAnswer {
  const [first = { text: NOTHING, grants: false }] = answers;
  const grants = isOpen || answers.some((answer) => answer.grants);
  if (answers.some(({ text }) => text !== first.text)) return { text: "differs by claim value", grants };
  if (!isOpen) return first;
  return { text: first.grants ? `${first.text}, perhaps more` : "uncertain", grants };
}

/** Whether rules grant or deny for some claim values only; asked only where it makes a difference. */
interface ForValues {
  readonly grants: () => boolean;
  readonly denies: () => boolean;
}

const NO_VALUES: ForValues = { grants: () => false, denies: () => false };

function forValues(
  client: Client,
  ruleType: string,
  pattern: PathPattern,
  known: PatternAccess | undefined,
): ForValues {
  const isAny = (isAsked: (rule: ClientRule) => boolean): boolean =>
    !reachesForValues(client, ruleType, pattern, known, isAsked).next().done;
  return { grants: () => isAny((rule) => !rule.denies), denies: () => isAny((rule) => rule.denies) };
}

const NOTHING = "not granted";
const FOR_VALUES = "for some claim values only";
const EXCEPT = ", except where denied";

function briefDecision(
  { effect, capabilities, reasons }: Decision,
  home: string | undefined,
  values: ForValues,
): BriefAnswer {
  const granting = reasons.filter(({ outcome }) => outcome === "grants");
  switch (effect) {
    case "allowed": {
      const except = values.denies() ? EXCEPT : "";
      return { text: `${capabilities.join(", ")}${except}${lifetime(granting.map(({ rule }) => rule))}`, grants: true };
    }
    case "denied":
      return {
        text: `denied${byLine(reasons.find(({ outcome }) => outcome === "denies")?.rule, home)}`,
        grants: false,
      };
    case "not-granted":
      return values.grants() ? { text: FOR_VALUES, grants: true } : { text: NOTHING, grants: false };
    case "uncertain":
      return { text: capabilities.length > 0 ? `${capabilities.join(", ")}, perhaps more` : "uncertain", grants: true };
  }
}

function briefAccess(
  { everywhere, allows, denies }: PatternAccess,
  home: string | undefined,
  values: ForValues,
): BriefAnswer {
  const whole = denies.find(({ extent }) => extent === "all");
  if (whole) return { text: `denied${byLine(whole.rule.rule, home)}`, grants: false };
  if (allows.length === 0 && !values.grants()) return { text: NOTHING, grants: false };
  const names = capabilityNames(everywhere).join(", ");
  const rules = (names === "" ? allows : allows.filter(reachesAll)).map(({ rule }) => rule.rule);
  const except = denies.length > 0 || values.denies() ? EXCEPT : "";
  const where = allows.length > 0 ? "on parts only" : FOR_VALUES;
  return { text: `${names === "" ? where : names}${except}${lifetime(rules)}`, grants: true };
}

function reachesAll({ extent }: RuleReach): boolean {
  return extent === "all";
}

function byLine(rule: Reason["rule"], home: string | undefined): string {
  return rule ? ` by ${mention(rule.source, home).label}` : "";
}

/** When the last of the rules expires, if all do. */
function lifetime(rules: readonly Reason["rule"][]): string {
  const expiries = rules.flatMap((rule) => rule?.expiry ?? []);
  if (rules.length === 0 || expiries.length < rules.length) return "";
  const minutes = expiries.flatMap((expiry) => ("minutesAfterApplying" in expiry ? [expiry.minutesAfterApplying] : []));
  const moments = expiries.flatMap((expiry) => ("at" in expiry ? [expiry.at] : []));
  if (minutes.length > 0 && moments.length > 0) return ", expires";
  return minutes.length > 0
    ? `, expires ${minutesText(Math.max(...minutes))} after applying`
    : `, expires at ${momentText(Math.max(...moments))}`;
}
