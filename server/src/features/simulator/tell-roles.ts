// What a client holds and what not, and why: the first half of every answer.

import { explainHeld, explainWhyNotHeld } from "../../evaluator/explain-roles.ts";
import type { Times } from "../../evaluator/prepare-identity.ts";
import { selectRoles } from "../../evaluator/select-roles.ts";
import type { Policy } from "../../policy/policy.ts";
import type { AskingClient } from "./subject.ts";

export interface HeldRoles {
  /** Whom the answer is about. */
  readonly title: string;
  readonly held: readonly ToldRole[];
  readonly notHeld: readonly ToldRole[];
}

export interface ToldRole {
  readonly role: string;
  readonly admin: boolean;
  /** By which association it is held, or why it is not. */
  readonly why: string;
}

/** The roles of a client at a time. */
export function tellRoles(policy: Policy, { asker, title }: AskingClient, { time }: Times): HeldRoles {
  if ("role" in asker) {
    const { name, admin } = asker.role;
    return { title, held: [{ role: name, admin, why: "this role alone is asked about" }], notHeld: [] };
  }
  const { held, notHeld } = selectRoles(policy, asker.authMethod, asker.claims, time);
  return {
    title,
    held: held.map((each) => ({ role: each.role.name, admin: each.role.admin, why: `by ${explainHeld(each)}` })),
    notHeld: notHeld.map(({ role, why }) => ({ role: role.name, admin: role.admin, why: explainWhyNotHeld(why) })),
  };
}
