// What stands in the text of a rules file: lines above its paths, resolved only when they are in sight, and hints behind
// the paths for the client that is chosen.

import type { CodeLens, InlayHint } from "vscode-languageserver";
import { briefPath, ruleTypesOf } from "../../features/brief-path.ts";
import { toRange } from "../../features/to-lsp.ts";
import { isExactPath } from "../../policy/path-pattern.ts";
import type { PathEntry } from "../../policy/rules-file.ts";
import type { OpenFile } from "../document-store.ts";
import { symbolicClient } from "../file-client.ts";
import type { RequestHandler } from "../guard.ts";
import { field, needInteger, needRange, needString } from "../read-unknown.ts";
import type { Session } from "../session.ts";
import { chosenClient } from "./chosen-client.ts";
import { findSubject } from "./find-subject.ts";
import { keepClient } from "./keep-clients.ts";
import { telling, whoGetsPath } from "./who-gets-path.ts";

export const IN_TEXT_REQUESTS: Readonly<Record<string, RequestHandler>> = {
  "textDocument/codeLens": onCodeLens,
  "codeLens/resolve": onResolve,
  "textDocument/inlayHint": onInlayHint,
};

const LENS_KINDS = ["access", "clients", "impersonate"] as const;

type LensKind = (typeof LENS_KINDS)[number];

/** Which path of which document, and what is told of it: positions in lists, for an editor is sent thousands of them. */
type LensData = readonly [document: number, path: number, kind: number];

/** In a file of more paths the line that says what a path permits leads to the simulator alone. */
const MANY_PATHS = 2_000;

function onCodeLens(session: Session, params: unknown): () => CodeLens[] {
  const uri = needString(params, "textDocument", "uri");
  const open = session.documents.getFile(uri);
  const { access, clients, impersonate } = session.settings.codeLens;
  return () => {
    if (!open) return [];
    const { paths, lines } = open.file;
    const isShown: Readonly<Record<LensKind, boolean>> = {
      access,
      clients: clients && session.workspace.policyOf(uri)?.manifest !== undefined,
      impersonate: impersonate && session.client.viewCommands && !(access && paths.length > MANY_PATHS),
    };
    const kinds = LENS_KINDS.flatMap((kind, at) => (isShown[kind] ? at : []));
    const document = numberOf(session, uri);
    return paths.flatMap(({ key }, index) => {
      // The line counts, and two lenses on one line stand in their order.
      const start = lines.positionAt(key.span.start);
      return kinds.map((kind) => ({ range: { start, end: start }, data: [document, index, kind] satisfies LensData }));
    });
  };
}

function onResolve(session: Session, params: unknown): () => unknown {
  const document = needInteger(params, "data", "0");
  const index = needInteger(params, "data", "1");
  const kind = LENS_KINDS[needInteger(params, "data", "2")];
  return () => {
    const uri = documentsOf(session)[document];
    const open = uri === undefined ? undefined : session.documents.getFile(uri);
    const entry = open?.file.paths[index];
    const command = open && entry ? lensCommand(session, open, entry, kind) : { title: "", command: "" };
    return { range: field(params, "range"), data: field(params, "data"), command };
  };
}

/** The documents of which lenses were sent; a lens names its own by the position here. */
const documents = new WeakMap<Session, string[]>();

function documentsOf(session: Session): string[] {
  const known = documents.get(session) ?? [];
  documents.set(session, known);
  return known;
}

function numberOf(session: Session, uri: string): number {
  const known = documentsOf(session);
  const at = known.indexOf(uri);
  return at < 0 ? known.push(uri) - 1 : at;
}

interface LensCommand {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

function lensCommand(session: Session, open: OpenFile, entry: PathEntry, kind: LensKind | undefined): LensCommand {
  const { uri } = open;
  const [ruleType] = ruleTypesOf(entry);
  const path = entry.pattern.normal;
  const aim = isExactPath(entry.pattern)
    ? { section: "path" }
    : { section: "what", search: path.slice(0, path.search(/[*+]|\{\{|$/)) };
  const run = (title: string, target: object): LensCommand =>
    session.client.viewCommands
      ? { title, command: "policyLens.impersonate", arguments: [{ uri, path, ruleType, ...target }] }
      : { title, command: "" };
  switch (kind) {
    case "access":
      return run(briefPath(symbolicClient(session, open), entry, uri).text, aim);
    case "clients": {
      const clients = whoGetsPath(session, uri, entry);
      return run(countText(clients?.length), { section: "who-can", capability: telling(ruleType ?? "")[0] });
    }
    default:
      return run("Impersonate", aim);
  }
}

function countText(count: number | undefined): string {
  if (count === undefined) return "Who can";
  return count === 1 ? "1 client" : `${count} clients`;
}

function onInlayHint(session: Session, params: unknown): () => InlayHint[] {
  const uri = needString(params, "textDocument", "uri");
  const range = needRange(params, "range");
  const open = session.documents.getFile(uri);
  const span = session.documents.spanOf(uri, range);
  return () => {
    const asked = chosenClient(session);
    const subject = asked && open && findSubject(session, uri)?.subject;
    if (!asked || !open || !subject) return [];
    const kept = keepClient(subject, asked, undefined, Math.floor(Date.now() / 1000));
    if ("fault" in kept) return [];
    const inSight = open.file.paths.filter(({ key }) => key.span.end >= span.start && key.span.start <= span.end);
    return inSight.map((entry) => ({
      position: toRange(open.file, entry.key.span).end,
      label: briefPath(kept.client, entry, uri).text,
      tooltip: kept.title,
      paddingLeft: true,
    }));
  };
}
