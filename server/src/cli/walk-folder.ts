// Finds the files below a folder. Links are named and not followed, so that no walk goes in circles or out of the folder.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describeFault } from "./describe-fault.ts";

/** Other people's files, and the version control's own. */
export const SKIPPED_FOLDERS: readonly string[] = ["node_modules", ".git"];

/**
 * The files below a folder in the order of their names, links among them, wherever they lead. Never rejects.
 * @param depth how many folders deep to look; 1 is the folder alone.
 * @param faults gets a sentence for every folder that cannot be looked into.
 */
export async function walkFolder(folder: string, depth: number, faults: string[]): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const files: string[] = [];
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) files.push(path);
      else if (depth > 1 && !SKIPPED_FOLDERS.includes(entry.name)) {
        for (const file of await walkFolder(path, depth - 1, faults)) files.push(file);
      }
    }
    return files;
  } catch (thrown) {
    faults.push(describeFault(folder, thrown));
    return [];
  }
}
