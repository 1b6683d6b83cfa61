// What the team has decided on checks for a rules file: the severities and suppressions of the nearest manifest upward.

import { dirname } from "node:path";
import { readManifestSettings, type TeamDecisions } from "../checks/team-decisions.ts";
import { folderOf } from "../policy/files-of-manifest.ts";
import { readManifest } from "../policy/read-manifest.ts";
import { type FileTree, readOne } from "./file-tree.ts";
import { findUpward, pathOnDisk, wholeDisk } from "./find-workspace.ts";

const UNDECIDED: TeamDecisions = { settings: new Map(), suppressions: [], fileName: (document) => document };

/** Answers for many files and reads every manifest once. What a manifest says wrongly is left out. */
export class DecisionFinder {
  private readonly tree: FileTree = wholeDisk();
  private readonly byManifest = new Map<string, Promise<TeamDecisions>>();

  /** @param path of the file; nothing for standard input, for which the current folder counts. */
  async find(path: string | undefined): Promise<TeamDecisions> {
    const folder = pathOnDisk(path === undefined ? "." : dirname(path));
    const manifest = await findUpward(this.tree, folder);
    if (manifest === undefined) return UNDECIDED;
    const known = this.byManifest.get(manifest) ?? this.read(manifest);
    this.byManifest.set(manifest, known);
    return known;
  }

  private async read(path: string): Promise<TeamDecisions> {
    const reading = await readOne(this.tree, path);
    if ("fault" in reading) return UNDECIDED;
    const manifest = readManifest(reading.text, path);
    const folder = folderOf(path);
    const below = folder === "" ? "" : `${folder}/`;
    return {
      settings: readManifestSettings(manifest),
      suppressions: manifest.suppressions,
      fileName: (document) => pathOnDisk(document).slice(below.length),
    };
  }
}
