// The table from the view's requests to their answers. Who asks anew supersedes what was asked before and is not
// computed yet, and a computation takes the text as it is when it begins: nothing is computed for a stale text.

import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { completePath } from "../../features/simulator/complete-path.ts";
import { decidePath } from "../../features/simulator/decide-path.ts";
import { draftManifest } from "../../features/simulator/draft-manifest.ts";
import { capabilitiesOn, listClients } from "../../features/simulator/list-clients.ts";
import { tellClientChanges, tellPolicyChanges } from "../../features/simulator/tell-changes.ts";
import { tellErrors } from "../../features/simulator/tell-errors.ts";
import { tellRoles } from "../../features/simulator/tell-roles.ts";
import { tellWhoCan } from "../../features/simulator/tell-who-can.ts";
import { findCapability } from "../../policy/capability.ts";
import { readClaimsFile } from "../../policy/read-claims.ts";
import { findRuleType } from "../../policy/rule-type.ts";
import type { RequestHandler } from "../guard.ts";
import { field, isStringList, needString } from "../read-unknown.ts";
import type { Session } from "../session.ts";
import type { SimulatorRequests, Unanswered } from "../simulator-protocol.ts";
import { pathInFolder } from "../workspace/uri-path.ts";
import { againstEarlier } from "./against-earlier.ts";
import { answerAccess } from "./answer-access.ts";
import { commandFor } from "./command-for.ts";
import { findEarlierDocuments, listDocuments } from "./earlier-documents.ts";
import { type FoundSubject, findSubject } from "./find-subject.ts";
import { keepClient, keepEarlierClient } from "./keep-clients.ts";
import { keepEarlier } from "./keep-earlier.ts";
import { keepErrors } from "./keep-errors.ts";
import { needClient, needEarlier, readClient, readCount, readTime } from "./read-simulator-params.ts";

type Method = keyof SimulatorRequests;

/** Computes an answer from the text as it is when this is called. */
export type Answering<M extends Method> = (found: FoundSubject, now: number) => SimulatorRequests[M]["answer"];

export const SIMULATOR_REQUESTS: Readonly<Record<Method, RequestHandler>> = {
  "policyLens/clients": ask("policyLens/clients", (params) => {
    const uri = needString(params, "uri");
    return ({ session, subject, ownRoles }) => {
      const choices = listClients(subject, ownRoles, listDocuments(subject.snapshot), session.settings.ruleTypes);
      const over = choices.hasManifest ? undefined : session.workspace.policyOf(uri);
      const broken = over?.faults.filter(({ code }) => code === "invalid-manifest") ?? [];
      const leftOutBy = over?.manifest && { path: over.manifest.path, isFaulty: broken.length > 0 };
      const shown = session.documents.get(uri) ? uri : undefined;
      const faults = [...subject.snapshot.faults, ...broken];
      return { ...choices, leftOutBy, ...tellErrors(subject, faults, shown, (file) => keepErrors(session, file)) };
    };
  }),
  "policyLens/roles": ask("policyLens/roles", (params) => {
    const [asked, time] = [needClient(params), readTime(params)];
    return ({ subject }, now) => {
      const kept = keepClient(subject, asked, time, now);
      return "fault" in kept ? kept : tellRoles(subject.policy, kept, kept.times);
    };
  }),
  "policyLens/decidePath": ask("policyLens/decidePath", (params) => {
    const [client, time] = [needClient(params), readTime(params)];
    const [path, ruleType] = [needString(params, "path"), needString(params, "ruleType")];
    return (found, now) => {
      const kept = keepClient(found.subject, client, time, now);
      if ("fault" in kept) return kept;
      const written = commandFor(found, { client, path, ruleType, time });
      return { ...decidePath(kept.client, ruleType, path, found.subject), ...written };
    };
  }),
  "policyLens/access": ask("policyLens/access", answerAccess),
  "policyLens/compare": ask("policyLens/compare", (params) => {
    const [asked, time, earlier] = [readClient(params), readTime(params), needEarlier(params)];
    return ({ session, subject }, now) => {
      const sides = { before: keepEarlier(session, subject, earlier), after: subject };
      if (!asked) {
        const { against, isWhole } = againstEarlier(session, earlier, sides);
        return { ...tellPolicyChanges(sides, { time: time ?? now, appliedAt: now }, isWhole), against };
      }
      const after = keepClient(subject, asked, time, now);
      if ("fault" in after) return after;
      const { against, isWhole } = againstEarlier(session, earlier, sides, after.asker);
      const before = keepEarlierClient(sides.before, asked, after, time, now);
      const was = before.title === after.title ? "" : ` Before: ${before.title}.`;
      const told = tellClientChanges(sides, { before: before.client, after: after.client }, isWhole);
      return { ...told, against: against + was };
    };
  }),
  "policyLens/earlierDocuments": (session, params) => {
    const [uri, manifest, changed] = [needString(params, "uri"), field(params, "manifest"), field(params, "changed")];
    return () => {
      const snapshot = findSubject(session, uri)?.subject.snapshot;
      if (!snapshot) return NO_POLICY;
      const text = typeof manifest === "string" ? manifest : undefined;
      return findEarlierDocuments(session, snapshot, text, isStringList(changed) ? changed : []);
    };
  },
  "policyLens/whoCan": ask("policyLens/whoCan", (params) => {
    const written = needString(params, "capability");
    const [ruleType, pattern, time] = [needString(params, "ruleType"), needString(params, "pattern"), readTime(params)];
    const page = { most: readCount(params, "most"), mostParts: readCount(params, "mostParts") };
    return ({ session, subject }, now) => {
      const capability = findCapability(written)?.name;
      const isKnown = findRuleType(ruleType) !== undefined || session.settings.ruleTypes.includes(ruleType);
      if (capability === undefined || !isKnown || !capabilitiesOn(ruleType).includes(capability)) {
        return { fault: `"${written}" does not exist on ${ruleType}.` };
      }
      const times = { time: time ?? now, appliedAt: now };
      return tellWhoCan(subject, { capability, ruleType, pattern }, times, page);
    };
  }),
  "policyLens/completePath": ask("policyLens/completePath", (params) => {
    const typed = needString(params, "typed");
    return ({ subject }) => completePath(subject.policy, typed, MOST_PROPOSALS);
  }),
  "policyLens/draftManifest": (session, params) => {
    const [folder, roleExport] = [needString(params, "folder"), field(params, "roleExport")];
    return () => {
      const documents = session.workspace.policies().flatMap(({ rulesFiles }) => [...rulesFiles.keys()]);
      const open = session.documents.all().flatMap(({ uri, isRulesFile }) => (isRulesFile ? [uri] : []));
      const paths = [...new Set([...documents, ...open])].flatMap((uri) => pathInFolder(folder, uri) ?? []);
      return { text: draftManifest(paths.sort(), typeof roleExport === "string" ? roleExport : undefined) };
    };
  },
  "policyLens/readClaims": (_session, params) => {
    const text = needString(params, "text");
    return () => {
      const { claims, faults } = readClaimsFile(text);
      return { claims: Object.fromEntries(claims), faults: faults.map(({ message }) => message) };
    };
  },
};

const MOST_PROPOSALS = 50;

/** Reads the parameters at once; finds the policy and answers when the turn comes, unless somebody has asked anew. */
function ask<M extends Method>(method: M, read: (params: unknown) => Answering<M>): RequestHandler {
  return (session, params) => {
    const uri = needString(params, "uri");
    const answer = read(params);
    const isNewest = takeTurn(session, `${method} ${field(params, "lane") ?? ""}`);
    return (token: CancellationToken) => {
      if (token.isCancellationRequested || !isNewest()) {
        return new ResponseError(LSPErrorCodes.ContentModified, "Asked anew meanwhile.");
      }
      const found = findSubject(session, uri);
      if (!found) return NO_POLICY;
      return answer(found, Math.floor(Date.now() / 1000));
    };
  };
}

const NO_POLICY: Unanswered = {
  fault: "The document is closed or no rules file, and belongs to no policy. Impersonate from an open rules file.",
};

const turns = new WeakMap<Session, Map<string, number>>();

/** Whether nobody has taken a later turn. */
function takeTurn(session: Session, lane: string): () => boolean {
  const mine = turns.get(session) ?? new Map<string, number>();
  turns.set(session, mine);
  const turn = (mine.get(lane) ?? 0) + 1;
  mine.set(lane, turn);
  return () => mine.get(lane) === turn;
}
