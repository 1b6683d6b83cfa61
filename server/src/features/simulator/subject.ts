// What the simulator's questions are asked of: a policy over the working texts, its earlier state, and who asks.
// Everything of it is a value; nothing is computed here.

import type { Asker } from "../../evaluator/prepare-identity.ts";
import type { PolicySnapshot } from "../../policy/policy-snapshot.ts";
import type { RulesFile } from "../../policy/rules-file.ts";
import type { LinkTargets } from "../link-sentence.ts";

/** What is needed of a snapshot; a rules file outside all folders is one by itself. */
export interface Subject extends Pick<PolicySnapshot, "policy" | "rulesFiles" | "version" | "rolesOf"> {
  /** Of what it is the subject. */
  readonly snapshot: PolicySnapshot;
  /** The path of the manifest below its folder. */
  readonly manifestPath: string | undefined;
  /** The document that goes without saying in sentences: the only rules file, if there is one only. */
  readonly home: string | undefined;
  readonly targets: LinkTargets;
}

/** A client in question, and whom that means in words. */
export interface AskingClient {
  readonly asker: Asker;
  readonly title: string;
}

/** Both sides of a comparison. */
export interface Sides<T> {
  readonly before: T;
  readonly after: T;
}

/** The subject of a snapshot; documents are uris. */
export function createSubject(snapshot: PolicySnapshot): Subject {
  const { policy, rulesFiles, version, rolesOf, manifest } = snapshot;
  const [only, ...others] = rulesFiles.keys();
  return {
    ...{ snapshot, policy, rulesFiles, version, rolesOf },
    manifestPath: manifest?.path,
    home: others.length === 0 ? only : undefined,
    targets: linkTargets(rulesFiles),
  };
}

function linkTargets(rulesFiles: ReadonlyMap<string, RulesFile>): LinkTargets {
  return { linesOf: (document) => rulesFiles.get(document), uriOf: (document) => document };
}
