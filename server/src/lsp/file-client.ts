// The client that holds the rules of one file and nothing else, prepared once for each version of the file.

import { type Client, prepareClient } from "../evaluator/client.ts";
import type { Circumstances } from "../evaluator/client-rule.ts";
import { accessRulesOf } from "../policy/access-rule.ts";
import { DEFAULT_ASSUMPTIONS } from "../policy/assumptions.ts";
import { NO_CLAIMS } from "../policy/role.ts";
import type { RulesFile } from "../policy/rules-file.ts";

const prepared = new WeakMap<RulesFile, { symbolic?: Client; withoutClaims?: Client }>();

/** A client whose claims are not in question: a template stands for itself. */
export function symbolicClient(file: RulesFile, uri: string): Client {
  const clients = clientsOf(file);
  clients.symbolic ??= holdFile(file, uri, "symbolic");
  return clients.symbolic;
}

/** A client without claims. */
export function plainClient(file: RulesFile, uri: string): Client {
  const clients = clientsOf(file);
  clients.withoutClaims ??= holdFile(file, uri, NO_CLAIMS);
  return clients.withoutClaims;
}

/** The rules of a file are taken to be applied at the moment of asking (A10), so no clock is needed. */
function holdFile(file: RulesFile, uri: string, claims: Circumstances["claims"]): Client {
  const role = { name: "this role", admin: false, rules: accessRulesOf(file, uri), associations: [] };
  return prepareClient([role], { claims, assumptions: DEFAULT_ASSUMPTIONS, time: 0, appliedAt: 0 });
}

function clientsOf(file: RulesFile): { symbolic?: Client; withoutClaims?: Client } {
  const clients = prepared.get(file) ?? {};
  prepared.set(file, clients);
  return clients;
}
