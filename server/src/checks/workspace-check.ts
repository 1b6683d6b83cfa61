// The shapes of checks that look at everything together: roles, auth methods, associations, inventory.

import type { Place } from "../policy/place.ts";
import type { CheckInfo } from "./check.ts";
import type { Fix, Problem, Severity } from "./problem.ts";
import type { WorkspaceView } from "./workspace-view.ts";

export interface WorkspaceCheck extends CheckInfo {
  run(view: WorkspaceView): Iterable<WorkspaceFinding>;
}

/** What a check says of a place in a manifest, an export or a rules file. Without a place it is not told. */
export interface WorkspaceFinding {
  readonly place: Place | undefined;
  readonly message: string;
  readonly severity?: Severity;
  /** What it is about: a role, an auth method, an object, a rule path. */
  readonly subject: string;
  /** Ways to mend it in the document of its place. */
  readonly fixes?: readonly Fix[];
  readonly related?: readonly { readonly place: Place | undefined; readonly message: string }[];
  readonly tag?: NonNullable<Problem["tag"]>;
}

/** A finding with everything that its check says of it. */
export interface WorkspaceProblem extends Place {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly subject: string;
  readonly fixes: readonly Fix[];
  readonly related: readonly (Place & { readonly message: string })[];
  readonly tag?: NonNullable<Problem["tag"]>;
}
