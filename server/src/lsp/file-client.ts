// The client that holds the rules of one file and nothing else, prepared once for each version of the file.

import { type Client, prepareClient } from "../evaluator/client.ts";
import type { Circumstances } from "../evaluator/client-rule.ts";
import { accessRulesOf } from "../policy/access-rule.ts";
import type { Assumptions } from "../policy/assumptions.ts";
import { NO_CLAIMS } from "../policy/role.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import type { Session } from "./session.ts";

interface Prepared {
  readonly assumptions: Assumptions;
  symbolic?: Client;
  withoutClaims?: Client;
}

const prepared = new WeakMap<RulesFile, Prepared>();

/** A client whose claims are not in question: a template stands for itself. @param assumptions see `assumptionsFor`. */
export function symbolicClient(file: RulesFile, uri: string, assumptions: Assumptions): Client {
  const clients = clientsOf(file, assumptions);
  clients.symbolic ??= holdFile(file, uri, "symbolic", assumptions);
  return clients.symbolic;
}

/** A client without claims. */
export function plainClient(file: RulesFile, uri: string, assumptions: Assumptions): Client {
  const clients = clientsOf(file, assumptions);
  clients.withoutClaims ??= holdFile(file, uri, NO_CLAIMS, assumptions);
  return clients.withoutClaims;
}

/** What the manifest over a document assumes, else the settings: hover, lens and simulator rest on the same. */
export function assumptionsFor({ workspace, settings }: Session, uri: string): Assumptions {
  return workspace.policyOf(uri)?.policy.assumptions ?? settings.assumptions;
}

/** The rules of a file are taken to be applied at the moment of asking (A10), so no clock is needed. */
function holdFile(file: RulesFile, uri: string, claims: Circumstances["claims"], assumptions: Assumptions): Client {
  const role = { name: "this role", admin: false, rules: accessRulesOf(file, uri), associations: [] };
  return prepareClient([role], { claims, assumptions, time: 0, appliedAt: 0 });
}

function clientsOf(file: RulesFile, assumptions: Assumptions): Prepared {
  const known = prepared.get(file);
  if (known?.assumptions === assumptions) return known;
  const clients: Prepared = { assumptions };
  prepared.set(file, clients);
  return clients;
}
