import type { CapabilitySet } from "../policy/capability-set.ts";

/** What is asked of a client without the admin role. */
export interface AccessAsked {
  readonly ruleType: string;
  readonly wanted: CapabilitySet;
  /** The role whose allows are asked about, if only one; the denies of all count. */
  readonly only: string | undefined;
}
