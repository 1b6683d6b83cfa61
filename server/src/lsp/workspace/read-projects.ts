// Finds what a folder holds and divides it into projects: manifests first, then what they name and what is a rules
// file by itself. It runs at most once at a time and beside everything else; what changes meanwhile is read after it.

import type { CancellationToken } from "vscode-languageserver";
import { hasManifestName, MANIFEST_GLOB } from "../../policy/recognise-rules-file.ts";
import { divideFolder, type Project, readNaming } from "./divide-folder.ts";
import type { FolderFiles } from "./folder-files.ts";

export interface Projects {
  /** One for each manifest, and one for the rules files without any. */
  all(): readonly Project[];
  /**
   * Whether a manifest says that a file is a rules file. By what manifests say alone: what is a rules file only because
   * it is taken for one does not make itself one.
   */
  namesRulesFile(path: string): boolean;
  /** Looks at the folder anew. Resolves when that is done, and whatever else has changed until then is looked at. */
  read(): Promise<void>;
  /** Resolves when it is not being looked at any more. */
  settled(): Promise<void>;
}

export interface ReadFolder {
  readonly folder: string;
  readonly files: FolderFiles;
  /** Globs for the names of rules files. */
  rulesFileGlobs(): readonly string[];
  /** When it is cancelled, nothing more is read. */
  readonly lifetime: CancellationToken;
  /** Is told of the projects when they may have become others. */
  divided(projects: readonly Project[]): void;
  /** Is told when the folder is not being looked at any more. */
  done(): void;
  warn(message: string): void;
}

/** Knows of no project until it is told to read. */
export function createProjects(environment: ReadFolder): Projects {
  const { folder, files, rulesFileGlobs, lifetime, divided, done, warn } = environment;
  const warned = new Map<string, string>();
  let projects: readonly Project[] = [];
  let namesRulesFile: (path: string) => boolean = () => false;
  let isDirty = false;
  let running: Promise<void> | undefined;

  const readOnce = async (): Promise<void> => {
    const foundAll = await files.find([MANIFEST_GLOB, ...rulesFileGlobs()].map((glob) => ({ folder: "", glob })));
    const manifestPaths = files.paths().filter(hasManifestName);
    await files.need(manifestPaths);
    const manifests = manifestPaths.flatMap((path) => files.manifestAt(path) ?? []);
    const foundNamed = await files.find(manifests.flatMap((manifest) => manifest.files.rules));
    const found = divideFolder(manifests, files.paths(), files.isRulesFile);
    const rulesPaths = found.flatMap((project) => project.rulesPaths);
    await files.need([...new Set(rulesPaths)]);
    const naming = readNaming(manifests);
    namesRulesFile = (path) => manifests.some((manifest) => naming.asRules(manifest, path));
    for (const path of [...manifestPaths, ...rulesPaths]) warnOfUnread(path);
    if (!foundAll || !foundNamed) warn(`Not all of ${folder} could be searched for rules files.`);
    projects = found;
    divided(projects);
  };
  const readUntilClean = async (): Promise<void> => {
    do {
      isDirty = false;
      await readOnce();
    } while (isDirty && !lifetime.isCancellationRequested);
  };
  const warnOfUnread = (path: string): void => {
    const reason = files.isOpen(path) ? undefined : files.whyUnread(path);
    if (reason === undefined) warned.delete(path);
    // Where a manifest names what cannot be read, the manifest's finding says so.
    if (reason === undefined || warned.get(path) === reason || namesRulesFile(path)) return;
    warn(`${path} cannot be read: ${reason}`);
    warned.set(path, reason);
  };
  return {
    all: () => projects,
    namesRulesFile: (path) => namesRulesFile(path),
    read: () => {
      isDirty = true;
      running ??= readUntilClean()
        .catch((error: unknown) => warn(`Reading ${folder} failed: ${error}`))
        .then(() => {
          running = undefined;
          done();
        });
      return running;
    },
    settled: async () => {
      await running;
    },
  };
}
