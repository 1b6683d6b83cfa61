// The workspace to which a checked file belongs: that of the nearest manifest above it, with everything that is found
// in it as a whole. Every manifest is read once, however many files are checked.

import { dirname } from "node:path";
import { checkWorkspace } from "../checks/check-workspace.ts";
import { findUnprovedWaste } from "../checks/find-unproved-waste.ts";
import type { Problem } from "../checks/problem.ts";
import { runChecks } from "../checks/run-checks.ts";
import { readTeamDecisions, type TeamDecisions } from "../checks/team-decisions.ts";
import type { WorkspaceProblem } from "../checks/workspace-check.ts";
import { prepareWorkspaceView } from "../checks/workspace-view.ts";
import { folderOf } from "../policy/files-of-manifest.ts";
import type { PolicySnapshot } from "../policy/policy-snapshot.ts";
import { DEFAULT_FILES, hasManifestName, hasRulesFileName, hasRulesFileShape } from "../policy/recognise-rules-file.ts";
import type { FileTree } from "./file-tree.ts";
import { findUpward, pathOnDisk, wholeDisk } from "./find-workspace.ts";
import { loadSnapshot } from "./load-snapshot.ts";

export interface CheckedWorkspace {
  readonly snapshot: PolicySnapshot;
  readonly decisions: TeamDecisions;
  /** What is found in a rules file of the workspace by itself. */
  problemsOf(document: string): readonly Problem[];
  /** What only shows in the workspace, by document. */
  readonly findings: ReadonlyMap<string, readonly WorkspaceProblem[]>;
  /** The starts of rules whose effect another file of their role leaves open, by document. */
  readonly unproved: ReadonlyMap<string, ReadonlySet<number>>;
}

/** A workspace, or a sentence that says why its manifest cannot be read; nothing where there is no manifest. */
export type FoundWorkspace = CheckedWorkspace | { readonly fault: string } | undefined;

export class CheckedWorkspaceFinder {
  /** Names documents. */
  readonly tree: Pick<FileTree, "show"> = wholeDisk("");
  private readonly folders: readonly string[];
  private readonly byManifest = new Map<string, Promise<FoundWorkspace>>();
  private readonly byFolder = new Map<string, Promise<FoundWorkspace>>();
  /** The first found that names a document as an export or claims, and the first whose roles name it. */
  private readonly byExport = new Map<string, CheckedWorkspace>();
  private readonly byRules = new Map<string, CheckedWorkspace>();

  /** @param names of the folders that the user names; others may be among them. */
  constructor(names: readonly string[]) {
    this.folders = names.map(pathOnDisk);
  }

  /** @param path of a file; nothing for standard input, for which the current folder counts. */
  async findFor(path: string | undefined): Promise<FoundWorkspace> {
    return this.findAbove(path === undefined ? "." : dirname(path));
  }

  /**
   * The workspace to which a file belongs, among those found so far: the nearest, unless only another one names the
   * file as an export or claims and nothing says that it is a rules file; where none is near, one whose roles name it.
   */
  ownerOf(document: string, text: string, nearest: CheckedWorkspace | undefined): CheckedWorkspace | undefined {
    if (nearest && namedDocuments(nearest.snapshot).includes(document)) return nearest;
    const other = this.byExport.get(document);
    const isRulesFile = (): boolean => hasRulesFileName(document, DEFAULT_FILES) || hasRulesFileShape(text);
    if (other && !hasManifestName(document) && !isRulesFile()) return other;
    return nearest ?? this.byRules.get(document);
  }

  /** The workspace of the nearest manifest, in the folder or above it. */
  async findAbove(folder: string): Promise<FoundWorkspace> {
    const start = pathOnDisk(folder);
    const known = this.byFolder.get(start) ?? this.readAbove(start);
    this.byFolder.set(start, known);
    return known;
  }

  private async readAbove(folder: string): Promise<FoundWorkspace> {
    const manifest = await findUpward(wholeDisk(folder), folder);
    if (manifest === undefined) return undefined;
    const known = this.byManifest.get(manifest) ?? this.read(manifest);
    this.byManifest.set(manifest, known);
    return known;
  }

  private async read(path: string): Promise<FoundWorkspace> {
    const snapshot = await loadSnapshot(wholeDisk(folderOf(path)), path, this.workspaceFolder(path));
    if ("fault" in snapshot) return snapshot;
    const workspace = lookAt(snapshot);
    for (const document of namedDocuments(snapshot)) {
      if (!this.byExport.has(document)) this.byExport.set(document, workspace);
    }
    for (const document of snapshot.rulesFiles.keys()) {
      if (!this.byRules.has(document)) this.byRules.set(document, workspace);
    }
    return workspace;
  }

  /** As an editor has a folder open: the widest that is named, else the current one, if the manifest lies in it. */
  private workspaceFolder(manifest: string): string {
    const isAbove = (folder: string): boolean => folder === "" || manifest.startsWith(`${folder}/`);
    const [widest] = this.folders.filter(isAbove).sort((a, b) => a.length - b.length);
    const current = pathOnDisk(".");
    return widest ?? (isAbove(current) ? current : folderOf(manifest));
  }
}

/** The manifest, and what it names, without what is not there. */
export function documentsOf(snapshot: PolicySnapshot): string[] {
  const { manifest, rulesFiles } = snapshot;
  return [...new Set([...(manifest ? [manifest.document] : []), ...rulesFiles.keys(), ...namedDocuments(snapshot)])];
}

/** Its exports and claims that are there. */
function namedDocuments({ namedFiles }: PolicySnapshot): string[] {
  return namedFiles.flatMap(({ state }) => (state.is === "read" ? state.document : []));
}

function lookAt(snapshot: PolicySnapshot): CheckedWorkspace {
  const { assumptions } = snapshot.policy;
  const known = new Map<string, readonly Problem[]>();
  const problemsOf = (document: string): readonly Problem[] => {
    const file = snapshot.rulesFiles.get(document);
    const problems = known.get(document) ?? (file ? runChecks(file, { ...PLAIN, assumptions }) : []);
    known.set(document, problems);
    return problems;
  };
  const view = prepareWorkspaceView(snapshot, problemsOf, { objects: undefined, clients: new WeakMap() });
  return {
    snapshot,
    problemsOf,
    decisions: readTeamDecisions(snapshot, new Map()),
    findings: checkWorkspace(view, new Map()),
    unproved: findUnprovedWaste(view),
  };
}

/** Nobody else reports the syntax of a file on the command line. */
export const PLAIN = { extraRuleTypes: [], syntax: "all" } as const;
