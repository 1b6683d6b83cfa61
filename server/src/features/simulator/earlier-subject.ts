// What the simulator asks of a policy as it was.

import type { PolicySnapshot } from "../../policy/policy-snapshot.ts";
import { type EarlierText, earlierName } from "./earlier-snapshot.ts";
import type { Subject } from "./subject.ts";

/** The subject of an earlier state. Its earlier documents are opened where their texts say. */
export function earlierSubject(subject: Subject, snapshot: PolicySnapshot, texts: readonly EarlierText[]): Subject {
  const byName = new Map(texts.map((text) => [earlierName(text), text]));
  const { policy, rulesFiles, version, rolesOf } = snapshot;
  return {
    ...subject,
    ...{ policy, rulesFiles, version, rolesOf, snapshot },
    targets: {
      linesOf: (document) => rulesFiles.get(document) ?? subject.targets.linesOf(document),
      uriOf: (document) => {
        const known = byName.get(document);
        return known ? known.address : subject.targets.uriOf(document);
      },
    },
  };
}
