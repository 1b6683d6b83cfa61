// Everything that is known of an account's access rules at one time: the evaluator's whole input but the question.

import type { Assumptions } from "./assumptions.ts";
import type { AuthMethod } from "./auth-method.ts";
import type { Identity } from "./identity.ts";
import type { Inventory } from "./inventory.ts";
import type { Role } from "./role.ts";

export interface Policy {
  readonly roles: readonly Role[];
  readonly authMethods: readonly AuthMethod[];
  readonly identities: readonly Identity[];
  readonly inventory: Inventory;
  readonly assumptions: Assumptions;
  /** What a reader of the answers must know about their basis, such as an export that is cut short. */
  readonly notes: readonly string[];
  /** Those of the notes by which there may be more than is known: exports that are cut short. */
  readonly cutShort?: readonly string[];
}
