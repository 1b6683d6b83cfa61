// What a check finds. The same value becomes a diagnostic, a line of the command line and a test's expectation.

import type { Span } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";

export type Severity = "error" | "warning" | "information" | "hint";

export interface Problem {
  /** The code of the check that found it. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong and what to do, quoting the user's text. */
  readonly message: string;
  readonly span: Span;
  /** Other places that belong to the problem, such as the twin of a duplicate. */
  readonly related: readonly RelatedPlace[];
  /** Ways to mend it, the best first. */
  readonly fixes: readonly Fix[];
  /** How the text may be shown beside the message: without effect, or out of use. */
  readonly tag?: "unnecessary" | "deprecated";
}

/** A place in the same file. */
export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

/** A mend as data: the edits are made on the text the problem was found in. */
export interface Fix {
  /** Begins with a verb and says what will stand there: `Change to "list"`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether the intent is certain, so that it may be applied without asking which fix is meant. */
  readonly preferred: boolean;
  /** A flag to be set on the role in the place of what the edits remove: the edge gives it as a command to run. */
  readonly roleFlag?: RoleFlag;
}

/** A flag of create-role and update-role. */
export interface RoleFlag {
  readonly flag: string;
  readonly value: "own" | "scoped" | "all";
}
