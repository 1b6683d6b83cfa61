// @cloud-copilot/iam-simulate, a simulator of AWS policies: one identity policy with one statement a rule, asked
// whether a parameter may be read. It is asked by its door without input validation, which is its fastest.
// A `*` in a resource crosses slashes, so a rule with `+` also compares the segments, which are given as context keys.

import type { Contestant } from "../contestant.ts";
import { ASKED, type Capability, denies, type Rule } from "../policy.ts";

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: string;
  readonly Condition?: Readonly<Record<"StringLike" | "Null", Readonly<Record<string, string>>>>;
}

interface Policy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

interface Simulation {
  readonly request: {
    readonly action: string;
    readonly principal: string;
    readonly resource: { readonly accountId: string; readonly resource: string };
    readonly contextVariables: Readonly<Record<string, string>>;
  };
  readonly identityPolicies: readonly { readonly name: string; readonly policy: Policy }[];
  readonly serviceControlPolicies: readonly never[];
  readonly resourceControlPolicies: readonly never[];
}

interface IamSimulate {
  runUnsafeSimulation(simulation: Simulation, options: Record<string, never>): string;
}

const ACCOUNT = "123456789012";
const PARAMETERS = `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter`;

const ACTIONS: Readonly<Record<Capability, string>> = {
  read: "ssm:GetParameter",
  list: "ssm:DescribeParameters",
  create: "ssm:PutParameter",
  update: "ssm:LabelParameterVersion",
  delete: "ssm:DeleteParameter",
  deny: "ssm:*",
};

export async function createIamSimulate(): Promise<Contestant<Policy, Simulation>> {
  const name = "@cloud-copilot/iam-simulate";
  const simulator: IamSimulate = await import(name);
  return {
    answers: "yes-or-no",
    prepare: (rules) => ({ Version: "2012-10-17", Statement: rules.map(statementFor) }),
    build: (policy) => ({
      query: (path) => simulationFor(policy, path),
      decide: (simulation) => (simulator.runUnsafeSimulation(simulation, {}) === "Allowed" ? 1 : 0),
    }),
  };
}

function simulationFor(policy: Policy, path: string): Simulation {
  return {
    request: {
      action: ACTIONS[ASKED],
      principal: `arn:aws:iam::${ACCOUNT}:user/alice`,
      resource: { accountId: ACCOUNT, resource: PARAMETERS + path },
      contextVariables: Object.fromEntries(segmentsOf(path).map((segment, at) => [key(at), segment])),
    },
    identityPolicies: [{ name: "rules", policy }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
}

function statementFor(rule: Rule): Statement {
  const resource = PARAMETERS + rule.path.replace(/\+/g, "*");
  const [effect, actions] = denies(rule)
    ? (["Deny", [ACTIONS.deny]] as const)
    : (["Allow", rule.capabilities.map((capability) => ACTIONS[capability])] as const);
  if (!rule.path.includes("+")) return { Effect: effect, Action: actions, Resource: resource };
  return { Effect: effect, Action: actions, Resource: resource, Condition: segmentConditions(rule.path) };
}

function segmentConditions(path: string): Record<"StringLike" | "Null", Record<string, string>> {
  const segments = segmentsOf(path);
  const like = segments.flatMap((segment, at) =>
    segment === "*" ? [] : [[key(at), segment === "+" ? "?*" : segment]],
  );
  const absent = path.endsWith("*") ? [[key(segments.length - 1), "false"]] : [[key(segments.length), "true"]];
  return { StringLike: Object.fromEntries(like), Null: Object.fromEntries(absent) };
}

function key(at: number): string {
  return `aws:RequestTag/s${at}`;
}

function segmentsOf(path: string): string[] {
  return path.split("/").slice(1);
}
