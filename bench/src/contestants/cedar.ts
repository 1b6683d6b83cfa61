// Cedar, with a preparsed policy set: one permit or forbid a rule, asked whether the client may read.
// `like` knows only a `*` that crosses slashes, so it says exact and prefix rules; for a rule with `+` the path's
// segments are given as a record beside the path, and the rule compares segment by segment, which is exact.
// Cutting the path into segments is not counted as time of the decision.

import type { Contestant } from "../contestant.ts";
import { ASKED, denies, type Rule } from "../policy.ts";

interface EntityId {
  readonly type: string;
  readonly id: string;
}

interface Request {
  readonly principal: EntityId;
  readonly action: EntityId;
  readonly resource: EntityId;
  readonly context: { readonly path: string; readonly segment: Readonly<Record<string, string>> };
  readonly preparsedPolicySetId: string;
  readonly entities: readonly never[];
}

type Answer = { type: "success"; response: { decision: "allow" | "deny" } } | { type: "failure"; errors: unknown };

interface Cedar {
  preparsePolicySet(id: string, policies: { staticPolicies: Record<string, string> }): { type: string };
  statefulIsAuthorized(request: Request): Answer;
}

const POLICIES = "bench";

export async function createCedar(): Promise<Contestant<Record<string, string>, Request>> {
  const name = "@cedar-policy/cedar-wasm/nodejs";
  const cedar: Cedar = await import(name);
  return {
    answers: "yes-or-no",
    prepare: (rules) => Object.fromEntries(rules.map((rule, at) => [`rule-${at}`, policyText(rule)])),
    build: (staticPolicies) => {
      const parsed = cedar.preparsePolicySet(POLICIES, { staticPolicies });
      if (parsed.type !== "success") throw new Error(`Cedar does not read the policies: ${JSON.stringify(parsed)}`);
      return { query: requestFor, decide: (request) => ask(cedar, request) };
    },
  };
}

function ask(cedar: Cedar, request: Request): number {
  const answer = cedar.statefulIsAuthorized(request);
  if (answer.type === "failure") throw new Error(`Cedar does not answer: ${JSON.stringify(answer.errors)}`);
  return answer.response.decision === "allow" ? 1 : 0;
}

function requestFor(path: string): Request {
  return {
    principal: { type: "Client", id: "alice" },
    action: { type: "Action", id: ASKED },
    resource: { type: "Item", id: path },
    context: { path, segment: Object.fromEntries(segmentsOf(path).map((segment, at) => [`s${at}`, segment])) },
    preparsedPolicySetId: POLICIES,
    entities: [],
  };
}

function policyText(rule: Rule): string {
  const when = condition(rule.path);
  if (denies(rule)) return `forbid (principal, action, resource) when { ${when} };`;
  const actions = rule.capabilities.map((capability) => `Action::${JSON.stringify(capability)}`).join(", ");
  return `permit (principal, action in [${actions}], resource) when { ${when} };`;
}

function condition(path: string): string {
  const open = path.endsWith("*");
  if (!path.includes("+")) return open ? `context.path like ${like(path)}` : `context.path == ${JSON.stringify(path)}`;
  const segments = segmentsOf(path);
  const has = `context.segment has s${segments.length - 1}`;
  const ends = open ? [] : [`!(context.segment has s${segments.length})`];
  return [has, ...ends, ...segments.flatMap(segmentCondition)].join(" && ");
}

function segmentCondition(segment: string, at: number): string[] {
  if (segment === "*") return [];
  const value = `context.segment.s${at}`;
  if (segment === "+") return [`${value} != ""`];
  return [segment.endsWith("*") ? `${value} like ${like(segment)}` : `${value} == ${JSON.stringify(segment)}`];
}

/** The generated paths hold nothing that `like` would read otherwise, except for the `*` at the end. */
function like(text: string): string {
  return JSON.stringify(text);
}

function segmentsOf(path: string): string[] {
  return path.split("/").slice(1);
}
