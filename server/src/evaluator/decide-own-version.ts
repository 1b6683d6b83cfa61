// What is decided where a change shows, by the roles as a policy has them: a comparison may have set others in their place.

import { type Client, prepareClient } from "./client.ts";
import type { AccessChange } from "./compare-access.ts";
import type { TimedChange } from "./compare-at-moments.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import type { HeldRoles } from "./held-roles.ts";
import type { Times } from "./prepare-identity.ts";

/** @returns decides on the path of what was decided instead, for the same claims and at the same moment. */
export function decideOwn(
  { roles, assumptions }: HeldRoles,
  times: Times,
): (change: TimedChange, instead: Decision) => Decision {
  const clients = new Map<TimedChange["from"], Map<AccessChange["claims"], Client>>();
  return ({ from, claims }, { ruleType, path }) => {
    const known = clients.get(from) ?? new Map<AccessChange["claims"], Client>();
    clients.set(from, known);
    const client =
      known.get(claims) ?? prepareClient(roles, { ...times, time: from ?? times.time, claims, assumptions });
    known.set(claims, client);
    return decide(client, ruleType, path, "reaching");
  };
}
