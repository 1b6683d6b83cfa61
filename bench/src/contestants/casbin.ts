// casbin, asked whether the client may read: one policy line a rule, matched by its own keyMatch3, denies override.
// keyMatch3 turns `/*` into `/.*` and `{x}` into one segment, and takes the rest as a regular expression,
// so every pattern can be said exactly.

import type { Contestant } from "../contestant.ts";
import { ASKED, denies, type Rule } from "../policy.ts";

interface Enforcer {
  addPolicies(lines: string[][]): Promise<boolean>;
  enforceSync(...request: string[]): boolean;
}

interface Casbin {
  newModelFromString(text: string): unknown;
  newEnforcer(model: unknown): Promise<Enforcer>;
}

const MODEL = `
[request_definition]
r = obj, act
[policy_definition]
p = obj, act, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = keyMatch3(r.obj, p.obj) && regexMatch(r.act, p.act)
`;

export async function createCasbin(): Promise<Contestant<string[][], string>> {
  const name = "casbin";
  const casbin: Casbin = await import(name);
  return {
    answers: "yes-or-no",
    prepare: (rules) => rules.map(policyLine),
    build: async (lines) => {
      const enforcer = await casbin.newEnforcer(casbin.newModelFromString(MODEL));
      await enforcer.addPolicies(lines);
      return { query: (path) => path, decide: (path) => (enforcer.enforceSync(path, ASKED) ? 1 : 0) };
    },
  };
}

function policyLine(rule: Rule): string[] {
  const text = rule.path.replace(/[.?^$()|[\]\\]/g, "\\$&").replace(/\+/g, "{s}");
  const pattern = text.replace(/(?<!\/)\*$/, ".*");
  return denies(rule) ? [pattern, ".*", "deny"] : [pattern, `^(${rule.capabilities.join("|")})$`, "allow"];
}
