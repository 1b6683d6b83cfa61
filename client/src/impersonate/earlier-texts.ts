// The committed or the saved versions of documents that differ from the working texts.

import { Disposable, type Event, EventEmitter, RelativePattern, type TextDocument, Uri, workspace } from "vscode";
import type { CustomRequests } from "../../../server/src/lsp/protocol.ts";
import type { Server } from "../server.ts";
import { changedUris, createCommittedTexts, withoutMark } from "./committed-texts.ts";
import { findGit, type GitApi, type GitRepository } from "./git-extension.ts";
import type { Base } from "./view-messages.ts";

export type EarlierText = CustomRequests["policyLens/compare"]["params"]["earlier"][number];

/** A policy by one of its documents, and all of them on which permissions rest. */
export interface PolicyDocuments {
  readonly uri: string;
  readonly documents: readonly string[];
  readonly manifest?: string | undefined;
}

export interface EarlierTexts extends Disposable {
  /** Something was committed, or the repository was found only now. */
  readonly onChange: Event<void>;
  /** Of the documents those that are another text now. A file that is in no repository is compared with what is saved. */
  read(documents: readonly string[], base: Base): Promise<EarlierText[]>;
  /** Of all documents of a policy, and of those that it had and has not any more. */
  readPolicy(policy: PolicyDocuments, base: Base): Promise<EarlierText[]>;
}

/** Which documents of the past belong to a policy is asked of the server. */
export function createEarlierTexts(server: Server): EarlierTexts {
  const committed = createCommittedTexts();
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
  const gitFor = async (base: Base): Promise<GitApi | undefined> => {
    if (base !== "head") return undefined;
    found ??= findAndWatch();
    return found;
  };
  const readOne = async (
    written: string,
    { git, changed, open, isPresent }: Reading,
  ): Promise<EarlierText | undefined> => {
    const uri = Uri.parse(written);
    const working = open.get(uri.toString());
    const repository = uri.scheme === "file" ? git?.getRepository(uri) : undefined;
    const commit = repository?.state.HEAD?.commit;
    if (!repository || commit === undefined) {
      if (isPresent && !working?.isDirty) return undefined;
      return { uri: written, text: await readSaved(uri), label: "saved", address: undefined };
    }
    const isUntouched = isPresent && !working && !changed.has(uri.toString());
    if (isUntouched && (await committed.has(repository, commit, uri))) return undefined;
    const text = await committed.read(repository, commit, uri);
    if (isPresent && text === (working ? working.getText() : await readSaved(uri))) return undefined;
    const address = text === undefined ? undefined : git?.toGitUri(uri, "HEAD").toString();
    return { uri: written, text, label: "HEAD", address };
  };
  const readAll = async (
    documents: readonly string[],
    git: GitApi | undefined,
    isPresent: boolean,
  ): Promise<EarlierText[]> => {
    const changed = new Set(git?.repositories.flatMap(changedUris));
    const open = new Map(workspace.textDocuments.map((document) => [document.uri.toString(), document]));
    const texts = await Promise.all(documents.map((written) => readOne(written, { git, changed, open, isPresent })));
    return texts.filter((text) => text !== undefined);
  };

  return {
    onChange: changes.event,
    dispose: () => Disposable.from(...disposables).dispose(),
    read: async (documents, base) => readAll(documents, await gitFor(base), true),
    readPolicy: async (policy, base) => {
      const git = await gitFor(base);
      const documents = new Set(policy.documents.map(spell));
      const manifest = policy.manifest === undefined ? undefined : spell(policy.manifest);
      const texts = await readAll([...documents], git, true);
      const changed = (git?.repositories ?? []).flatMap(changedUris).filter((uri) => !documents.has(uri));
      const manifestText = texts.find(({ uri }) => uri === manifest)?.text;
      if (manifestText === undefined && changed.length === 0) return texts;
      const asked = { uri: policy.uri, changed, ...(manifestText === undefined ? {} : { manifest: manifestText }) };
      const answer = await server.ask("policyLens/earlierDocuments", asked);
      if ("fault" in answer) return texts;
      const looked = await Promise.all(answer.globs.map(findBelow));
      const others = new Set([...answer.documents.map(spell), ...looked.flat()]);
      const past = await readAll(
        [...others].filter((uri) => !documents.has(uri)),
        git,
        false,
      );
      return [...texts, ...past.filter(({ text }) => text !== undefined)];
    },
  };
}

interface Reading {
  readonly git: GitApi | undefined;
  /** All that git calls changed. */
  readonly changed: ReadonlySet<string>;
  readonly open: ReadonlyMap<string, TextDocument>;
  /** Whether the documents are part of the policy of today; else their texts are wanted in any case. */
  readonly isPresent: boolean;
}

/** The same uri can be written in several ways; this is VS Code's. */
function spell(uri: string): string {
  return Uri.parse(uri).toString();
}

/** More files than this are not looked for. */
const MOST_FOUND = 1000;
const SKIPPED = "**/{node_modules,.git}/**";

async function findBelow({ folder, glob }: { readonly folder: string; readonly glob: string }): Promise<string[]> {
  const found = await workspace.findFiles(new RelativePattern(Uri.parse(folder), glob), SKIPPED, MOST_FOUND);
  return found.map((uri) => uri.toString());
}

async function readSaved(uri: Uri): Promise<string | undefined> {
  try {
    return withoutMark(new TextDecoder().decode(await workspace.fs.readFile(uri)));
  } catch {
    return undefined;
  }
}
