// A workspace in one JSON object, file by file, read as an edge would read it: for cases and tests of workspace checks.

import { runChecks } from "../../server/src/checks/run-checks.ts";
import { prepareWorkspaceView, type WorkspaceView } from "../../server/src/checks/workspace-view.ts";
import { buildSnapshot } from "../../server/src/policy/build-snapshot.ts";
import { filesOfManifest } from "../../server/src/policy/files-of-manifest.ts";
import { runAtOnce } from "../../server/src/policy/open-export.ts";
import type {
  FileState,
  NamedFileKind,
  NamedFileValues,
  PolicySnapshot,
} from "../../server/src/policy/policy-snapshot.ts";
import { readAuthMethodExport } from "../../server/src/policy/read-auth-method-export.ts";
import { readItemExport, readTargetExportInSteps } from "../../server/src/policy/read-inventory-export.ts";
import { readManifest } from "../../server/src/policy/read-manifest.ts";
import { readRoleExport } from "../../server/src/policy/read-role-export.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import { indexLines } from "../../server/src/text/line-index.ts";
import { PLAIN_WORKSPACE } from "./check-text.ts";

export interface WorkspaceCase {
  readonly view: WorkspaceView;
  readonly texts: ReadonlyMap<string, string>;
}

const MANIFEST = "policy-lens.json";

/** Reads it; names are paths, documents are named by them. Claims files are not needed here. */
export function viewWorkspace(files: Readonly<Record<string, unknown>>): WorkspaceCase {
  const texts = new Map(Object.entries(files).map(([path, value]) => [path, writeText(value)]));
  const snapshot = snapshotOf(texts);
  const problemsOf = (document: string) => {
    const file = snapshot.rulesFiles.get(document);
    return file ? runChecks(file, PLAIN_WORKSPACE) : [];
  };
  return { view: prepareWorkspaceView(snapshot, problemsOf, { objects: undefined, clients: new WeakMap() }), texts };
}

/** Lists of objects stand a line each, so that places can be read. */
function writeText(value: unknown): string {
  return typeof value === "string" ? value : `${JSON.stringify(value, null, 1)}\n`;
}

function snapshotOf(texts: ReadonlyMap<string, string>): PolicySnapshot {
  const text = texts.get(MANIFEST);
  const manifest = text === undefined ? undefined : readManifest(text, MANIFEST);
  const rules = [...texts].filter(([path]) => path.startsWith("roles/"));
  return buildSnapshot(
    {
      folder: "",
      manifest: manifest && {
        path: MANIFEST,
        document: MANIFEST,
        text: text ?? "",
        manifest,
        lines: indexLines(text ?? ""),
        files: filesOfManifest(manifest, MANIFEST),
      },
      rulesFiles: new Map(rules.map(([path, content]) => [path, { document: path, file: readRulesFile(content) }])),
      unread: new Map(),
      stateOf: (kind, path) => stateOf(kind, path, texts.get(path)),
    },
    1,
  );
}

const READERS = {
  roles: readRoleExport,
  authMethods: readAuthMethodExport,
  items: readItemExport,
  targets: (text: string, document: string) => runAtOnce(readTargetExportInSteps(text, document)),
} as const;

function stateOf<Kind extends NamedFileKind>(
  kind: Kind,
  document: string,
  text: string | undefined,
): FileState<NamedFileValues[Kind]> {
  if (text === undefined || kind === "claims") return { is: "unreadable", document, missing: true, message: "" };
  const read = READERS[kind as keyof typeof READERS];
  // Each reader gives the value of its kind.
  return { is: "read", document, value: read(text, document) as unknown as NamedFileValues[Kind] };
}
