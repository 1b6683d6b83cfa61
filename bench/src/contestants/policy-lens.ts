// This project, by the door that everybody uses: a client with one role, and its capabilities on a path.

import type { Client } from "../../../server/src/evaluator/client.ts";
import { prepareClient } from "../../../server/src/evaluator/client.ts";
import { decideCapabilities } from "../../../server/src/evaluator/decide.ts";
import { accessRulesOf } from "../../../server/src/policy/access-rule.ts";
import { readRulesFile } from "../../../server/src/policy/read-rules-file.ts";
import type { Role } from "../../../server/src/policy/role.ts";
import { type Contestant, samePath } from "../contestant.ts";
import type { Rule } from "../policy.ts";
import { rulesFileText } from "../rules-file-text.ts";

export function createPolicyLens(): Contestant<Role, string> {
  return {
    answers: "capabilities",
    prepare: roleOf,
    build: (role) => {
      const client: Client = prepareClient([role]);
      return { query: samePath, decide: (path) => decideCapabilities(client, "item-rule", path) };
    },
  };
}

/** A role with these rules, read from a rules file. */
export function roleOf(rules: readonly Rule[]): Role {
  const file = readRulesFile(rulesFileText(rules));
  return { name: "bench", admin: false, rules: accessRulesOf(file, "rules.akeyless.json"), associations: [] };
}
