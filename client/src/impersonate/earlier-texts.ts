// The committed or the saved versions of the rules files that differ from the working texts.

import { Disposable, type Event, EventEmitter, Uri, workspace } from "vscode";
import type { CustomRequests } from "../../../server/src/lsp/protocol.ts";
import { findGit, type GitApi, type GitRepository } from "./git-extension.ts";
import type { Base } from "./view-messages.ts";

export type EarlierText = CustomRequests["policyLens/compare"]["params"]["earlier"][number];

export interface EarlierTexts extends Disposable {
  /** Something was committed, or the repository was found only now. */
  readonly onChange: Event<void>;
  /** Of the documents those that are another text now. A file that is in no repository is compared with what is saved. */
  read(documents: readonly string[], base: Base): Promise<EarlierText[]>;
}

/** Keeps what was committed: it stays the same as long as the commit does. */
export function createEarlierTexts(): EarlierTexts {
  const committed = new Map<string, { readonly commit: string; readonly text: Promise<string | undefined> }>();

  const changes = new EventEmitter<void>();
  const watching = new Set<GitRepository>();
  const disposables: Disposable[] = [changes];
  let found: Promise<GitApi | undefined> | undefined;

  const watch = (repository: GitRepository): void => {
    if (watching.has(repository)) return;
    watching.add(repository);
    disposables.push(repository.state.onDidChange(() => changes.fire()));
  };
  const findAndWatch = async (): Promise<GitApi | undefined> => {
    const git = await findGit();
    if (git) {
      for (const repository of git.repositories) watch(repository);
      disposables.push(
        git.onDidOpenRepository((repository) => {
          watch(repository);
          changes.fire();
        }),
      );
    }
    return git;
  };
  const readCommitted = (repository: GitRepository, uri: Uri, commit: string): Promise<string | undefined> => {
    const known = committed.get(uri.toString());
    if (known?.commit === commit) return known.text;
    const text = Promise.resolve(repository.show(commit, uri.fsPath)).then(withoutMark, () => undefined);
    committed.set(uri.toString(), { commit, text });
    return text;
  };
  const readOne = async (written: string, base: Base, git: GitApi | undefined): Promise<EarlierText | undefined> => {
    const uri = Uri.parse(written);
    const repository = base === "head" && uri.scheme === "file" ? git?.getRepository(uri) : undefined;
    const commit = repository?.state.HEAD?.commit;
    const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (!repository || commit === undefined) {
      if (!open?.isDirty) return undefined;
      return { uri: written, text: await readSaved(uri), label: "saved", address: undefined };
    }
    if (!open && !isChanged(repository, uri)) return undefined;
    const text = await readCommitted(repository, uri, commit);
    const address = text === undefined ? undefined : git?.toGitUri(uri, "HEAD").toString();
    return open?.getText() === text ? undefined : { uri: written, text, label: "HEAD", address };
  };

  return {
    onChange: changes.event,
    dispose: () => Disposable.from(...disposables).dispose(),
    read: async (documents, base) => {
      if (base === "head") found ??= findAndWatch();
      const git = base === "head" ? await found : undefined;
      const texts = await Promise.all(documents.map((written) => readOne(written, base, git)));
      return texts.filter((text) => text !== undefined);
    },
  };
}

function isChanged({ state }: GitRepository, uri: Uri): boolean {
  const changes = [state.workingTreeChanges, state.indexChanges, state.mergeChanges, state.untrackedChanges ?? []];
  return changes.flat().some((change) => change.uri.toString() === uri.toString());
}

async function readSaved(uri: Uri): Promise<string | undefined> {
  try {
    return withoutMark(new TextDecoder().decode(await workspace.fs.readFile(uri)));
  } catch {
    return undefined;
  }
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, "");
}
