// Reads a manifest and every file it names into a snapshot, as the language server does for its workspace, once.

import { buildSnapshot } from "../policy/build-snapshot.ts";
import { filesOfManifest, folderOf } from "../policy/files-of-manifest.ts";
import { runAtOnce } from "../policy/open-export.ts";
import type {
  FileState,
  ManifestDocument,
  NamedFileKind,
  NamedFileValues,
  PolicySnapshot,
} from "../policy/policy-snapshot.ts";
import { readAuthMethodExport } from "../policy/read-auth-method-export.ts";
import { readClaimsFile } from "../policy/read-claims.ts";
import { readItemExport, readTargetExportInSteps } from "../policy/read-inventory-export.ts";
import { readManifest } from "../policy/read-manifest.ts";
import { readRoleExport } from "../policy/read-role-export.ts";
import { readRulesFile } from "../policy/read-rules-file.ts";
import { DEFAULT_FILES, hasManifestName, hasRulesFileName } from "../policy/recognise-rules-file.ts";
import { indexLines } from "../text/line-index.ts";
import { type FileTree, readOne } from "./file-tree.ts";
import { listRulesFiles } from "./load-manifest-files.ts";
import { Loading } from "./loading.ts";

/**
 * Documents are named by their paths in the tree. What is odd is a fault of the snapshot.
 * @param workspace the folder of the tree out of which nothing is read; the manifest lies in it.
 * @returns or why there is no manifest.
 */
export async function loadSnapshot(
  tree: FileTree,
  path: string,
  workspace: string,
): Promise<PolicySnapshot | { readonly fault: string }> {
  const reading = await readOne(tree, path);
  if ("fault" in reading) return reading;
  const { text } = reading;
  const read = readManifest(text, path);
  const files = filesOfManifest(read, path, workspace);
  const manifest: ManifestDocument = { path, document: path, text, manifest: read, lines: indexLines(text), files };
  const named = await listRulesFiles(new Loading(tree), { path, text, manifest: read, named: files });
  const beside = read.suppressions.length > 0 ? await listOwnFiles(tree, path) : [];
  const others = new Set([...files.exports, ...files.claims].map((file) => file.path));
  const own = beside.filter((file) => !others.has(file));
  const rules = await tree.read([...new Set([...named, ...own])].sort());
  const states = new Map<string, FileState<Value>>();
  for (const { kind, path: file } of [...files.exports, ...files.claims.map((each) => ({ ...each, kind: CLAIMS }))])
    states.set(`${kind}:${file}`, await readState(tree, kind, file));
  return buildSnapshot(
    {
      folder: "",
      manifest,
      rulesFiles: new Map(
        [...rules].flatMap(([document, one]) =>
          "text" in one ? [[document, { document, file: readRulesFile(one.text) }]] : [],
        ),
      ),
      unread: new Map(
        [...rules].flatMap(([file, one]) => ("fault" in one ? [[file, withoutName(tree, file, one.fault)]] : [])),
      ),
      // A kind's state holds the value of that kind: `READERS` gives it.
      stateOf: <Kind extends NamedFileKind>(kind: Kind, file: string) =>
        (states.get(`${kind}:${file}`) ?? { is: "being read", document: file }) as FileState<NamedFileValues[Kind]>,
    },
    1,
  );
}

/** The rules files by name that have no nearer manifest: what no role has may still be suppressed. */
async function listOwnFiles(tree: FileTree, manifest: string): Promise<readonly string[]> {
  const { paths } = await tree.list(folderOf(manifest), Number.POSITIVE_INFINITY);
  const others = paths.filter((path) => path !== manifest && hasManifestName(path)).map((path) => `${folderOf(path)}/`);
  return paths.filter(
    (path) => hasRulesFileName(path, DEFAULT_FILES) && !others.some((folder) => path.startsWith(folder)),
  );
}

type Value = NamedFileValues[NamedFileKind];

const CLAIMS: NamedFileKind = "claims";

const READERS: { readonly [Kind in NamedFileKind]: (text: string, document: string) => NamedFileValues[Kind] } = {
  roles: readRoleExport,
  authMethods: readAuthMethodExport,
  items: readItemExport,
  targets: (text, document) => runAtOnce(readTargetExportInSteps(text, document)),
  claims: (text) => ({
    ...readClaimsFile(text),
    lines: indexLines(text),
    hasList: true,
    cutShort: false,
    nextPage: undefined,
  }),
};

async function readState(tree: FileTree, kind: NamedFileKind, path: string): Promise<FileState<Value>> {
  const reading = await readOne(tree, path);
  if ("text" in reading) return { is: "read", document: path, value: READERS[kind](reading.text, path) };
  const { missing = false } = reading;
  return { is: "unreadable", document: path, missing, message: withoutName(tree, path, reading.fault) };
}

/** The manifest's finding names the file itself. */
function withoutName(tree: FileTree, path: string, fault: string): string {
  return fault.replace(`"${tree.show(path)}" `, () => "It ");
}
