// Everything a client may do, page by page. The list is made once for a text and a client, filtered for each request.

import type { AccessLeaf } from "../../features/simulator/access-leaf.ts";
import { listObjects, objectsOf } from "../../features/simulator/list-objects.ts";
import { listChangedPatterns, listPatterns } from "../../features/simulator/list-patterns.ts";
import { filterTree, pageTree } from "../../features/simulator/page-tree.ts";
import { remarkOnAccess } from "../../features/simulator/remark-on-access.ts";
import { field, isStringList, needString } from "../read-unknown.ts";
import type { AccessPage, Unanswered } from "../simulator-protocol.ts";
import { againstEarlier } from "./against-earlier.ts";
import { commandFor } from "./command-for.ts";
import type { FoundSubject } from "./find-subject.ts";
import { keepClient, keepEarlierClient, type PreparedClient } from "./keep-clients.ts";
import { keepEarlier } from "./keep-earlier.ts";
import { needClient, needEarlier, needPage, readFilter, readTime } from "./read-simulator-params.ts";

/** Reads the parameters and gives what computes the page. */
export function answerAccess(params: unknown): (found: FoundSubject, now: number) => AccessPage | Unanswered {
  const [asked, time, filter, page] = [needClient(params), readTime(params), readFilter(params), needPage(params)];
  const earlier = filter.only === "changed" ? needEarlier(params) : [];
  const toggled = field(params, "toggled");
  const wantsObjects = needString(params, "basis") === "objects";
  return (found, now) => {
    const { session, subject } = found;
    const client = keepClient(subject, asked, time, now);
    if ("fault" in client) return client;
    const was = filter.only === "changed" ? keepEarlier(session, subject, earlier) : undefined;
    const before = was && keepEarlierClient(was, asked, client, time, now);
    const objects = objectsOf(subject.policy);
    const basis = wantsObjects && objects.size > 0 ? "objects" : "patterns";
    const changed = before && listChangedPatterns({ before: before.client, after: client.client });
    const listAll = (): readonly AccessLeaf[] =>
      changed?.leaves ?? listPatterns(client.client, client.access(), client.knownLeaves);
    const leaves = listOnce(client, before, basis, () => {
      if (basis === "patterns") return listAll();
      const others = listAll().filter(({ ruleType }) => !objects.has(ruleType));
      return [...listObjects(objects, client.client, before?.client), ...others];
    });
    const filtered = filterTree(leaves, filter);
    const comparison = was &&
      changed && {
        decided: changed.decided,
        ...againstEarlier(session, earlier, { before: was, after: subject }, client.asker),
      };
    return {
      ...pageTree(filtered, new Set(isStringList(toggled) ? toggled : []), page),
      basis,
      // Where there is no row at all, all patterns are of objects that are known.
      remarks: remarkOnAccess({ ...filtered, beyond: leaves.length === 0 ? listAll().length : 0, comparison }),
      ...commandFor(found, { client: asked, path: undefined, ruleType: filter.ruleType, time }),
    };
  };
}

/** What was compared with another earlier text is made anew. */
function listOnce(
  { leaves }: PreparedClient,
  before: PreparedClient | undefined,
  basis: string,
  list: () => readonly AccessLeaf[],
): readonly AccessLeaf[] {
  if (before) return list();
  const known = leaves.get(basis) ?? list();
  leaves.set(basis, known);
  return known;
}
