// The hover of a rule path: what this file permits there after denies, by rule type, with the deciding lines as links;
// paths that match and near ones that do not; and the assumptions the answer rests on.

import { accessOnPattern, noAccess } from "../evaluator/access-on-pattern.ts";
import type { Client } from "../evaluator/client.ts";
import { decide } from "../evaluator/decide.ts";
import type { Decision } from "../evaluator/decision.ts";
import { examplePaths } from "../evaluator/example-paths.ts";
import { explainAssumption, explainDecision } from "../evaluator/explain-decision.ts";
import { explainForValues } from "../evaluator/explain-for-values.ts";
import { explainPatternAccess } from "../evaluator/explain-pattern-access.ts";
import { reachesForValues, type ValueReach } from "../evaluator/reaches-for-values.ts";
import type { Sentence } from "../evaluator/sentence.ts";
import type { AssumptionId } from "../policy/assumptions.ts";
import { isExactPath, type PathPattern } from "../policy/path-pattern.ts";
import { tokenizePattern } from "../policy/tokenize-pattern.ts";
import { escapeMarkdown, linkedSentence, pathSpan } from "./markdown.ts";

/**
 * Markdown for a rule path.
 * @param client one that holds the file's rules with `symbolic` claims.
 * @param whoGets the clients that get the path, in words, where that is known.
 * @param uri the document, whose name goes without saying and to whose lines the links lead.
 */
export function hoverPath(client: Client, pattern: PathPattern, uri: string, whoGets: readonly string[] = []): string {
  const tokens = tokenizePattern(pattern);
  if (tokens.length > MOST_TOKENS) return TOO_LONG;
  const answer = isExactPath(pattern) ? hoverObject(client, pattern, uri) : hoverPattern(client, pattern, uri);
  const { matching, near } = examplePaths(tokens);
  return [
    `**${pathSpan(pattern.normal)}** in this file`,
    ...answer.blocks,
    whoGets.length > 0 ? `Who gets it: ${whoGets.map(escapeMarkdown).join("; ")}` : "",
    matching.length > 0 ? `Matches: ${matching.map(pathSpan).join(", ")}` : "",
    near.length > 0 ? `Does not match: ${near.map(pathSpan).join(", ")}` : "",
    ...[...answer.assumptions].map((id) => escapeMarkdown(explainAssumption(id, client.circumstances.assumptions))),
  ]
    .filter((block) => block !== "")
    .join("\n\n");
}

/** Nobody writes a path of so many wildcards, and answers about it take time without end. */
const MOST_TOKENS = 1_000;
const TOO_LONG = "This path has too many wildcards to be explained.";

interface Answer {
  readonly blocks: readonly string[];
  readonly assumptions: ReadonlySet<AssumptionId>;
}

/** A path without wildcard is one object: it gets the decision itself, for every rule type that has one. */
function hoverObject(client: Client, pattern: PathPattern, uri: string): Answer {
  const answers = [...client.compartmentsByType.keys()]
    .map((ruleType) => ({
      decision: decide(client, ruleType, pattern.normal),
      forValues: [...reachesForValues(client, ruleType, pattern, undefined)],
    }))
    .filter(({ decision, forValues }) => decision.effect !== "not-granted" || forValues.length > 0);
  const blocks = answers.map(({ decision, forValues }) => {
    const { headline, because } = explainDecision(decision, uri);
    const sentences = explainForValues(forValues, decision.effect === "denied", uri);
    return block(exceptForValues(headline, decision, forValues), [...because, ...sentences], uri);
  });
  const assumptions = answers.flatMap(({ decision, forValues }) => [
    ...decision.assumptions,
    ...forValues.flatMap(({ rule }) => rule.assumptions),
  ]);
  return { blocks: blocks.length > 0 ? blocks : NOTHING, assumptions: new Set(assumptions) };
}

const NOTHING = ["No rule of this file permits or denies anything here."];

/** Rules with templates may deny what others grant, or grant where no other does, to clients with certain claims. */
function exceptForValues(headline: string, { effect }: Decision, forValues: readonly ValueReach[]): string {
  const isCut = forValues.some(({ rule }) => rule.denies);
  const adds = forValues.some(({ rule }) => !rule.denies);
  if (effect === "allowed" && isCut) return headline.replace(/\.$/, ", except where denied for some claim values.");
  if (effect === "not-granted" && adds) return headline.replace(/\.$/, ", except for some claim values.");
  return headline;
}

function hoverPattern(client: Client, pattern: PathPattern, uri: string): Answer {
  const known = new Map(accessOnPattern(client, tokenizePattern(pattern)).map((access) => [access.ruleType, access]));
  const answers = [...client.compartmentsByType.keys()]
    .map((ruleType) => ({
      access: known.get(ruleType) ?? noAccess(ruleType),
      forValues: [...reachesForValues(client, ruleType, pattern, known.get(ruleType))],
    }))
    .filter(({ access, forValues }) => known.has(access.ruleType) || forValues.length > 0);
  const blocks = answers.map(({ access, forValues }) => {
    const { ruleType, headline, because } = explainPatternAccess(access, uri, forValues);
    return block(`${ruleType}: ${headline}`, because, uri);
  });
  const rules = answers.flatMap(({ access: { allows, denies }, forValues }) =>
    [...allows, ...denies, ...forValues].map(({ rule }) => rule),
  );
  const idle = client.rules.filter((rule) => rule.state.kind === "unclear-deny" && rule.rule.pattern === pattern);
  const assumptions = [...rules, ...idle].flatMap((rule) => rule.assumptions);
  if (answers.some(({ forValues }) => forValues.length > 0)) assumptions.push("A7");
  return { blocks: blocks.length > 0 ? blocks : NOTHING, assumptions: new Set(assumptions) };
}

function block(headline: string, because: readonly Sentence[], uri: string): string {
  const told = because.slice(0, MOST_TOLD).map((sentence) => linkedSentence(sentence, uri));
  const rest = because.length - told.length;
  const lines = rest > 0 ? [...told, `and ${rest} more rules`] : told;
  return [escapeMarkdown(headline), ...lines.map((line) => `- ${line}`)].join("\n");
}

/** Nobody reads more, and an editor cuts what is very long without saying so. */
const MOST_TOLD = 50;
