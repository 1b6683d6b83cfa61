// One line of what a client may do: on a pattern, or on an object that exists. The shape only.

import type { CapabilitySet } from "../../policy/capability-set.ts";

export interface AccessLeaf {
  readonly ruleType: string;
  /** The path or pattern, with its leading slash: where it stands in the tree. */
  readonly path: string;
  /** What does not belong to it, in words; empty mostly. */
  readonly exceptions: string;
  readonly capabilities: CapabilitySet;
  readonly status: LeafStatus;
  readonly change: LeafChange | undefined;
  /** One path of it, which can be asked about. */
  readonly witness: string;
}

/**
 * `part`: allowed on a part that cannot be written as a pattern, or that was not decided.
 * `expired`, `used-up`: what a rule said until it was over (F7.1); nobody has it any more.
 */
export type LeafStatus = "allowed" | "part" | "denied" | "uncertain" | "expired" | "used-up";

export type LeafChange = "gained" | "lost" | "changed";
