// The command line for a question of the view: it must find the same rules. Without a manifest, or where that leaves the
// file out, the command is told the file; paths are those below the folder of the workspace.

import type { AskedClient } from "../../features/simulator/choose-client.ts";
import { type WrittenCommand, writeImpersonateCommand } from "../../features/simulator/write-command.ts";
import { nameKey } from "../../policy/names.ts";
import type { Session } from "../session.ts";
import { pathInFolder } from "../workspace/uri-path.ts";
import type { FoundSubject } from "./find-subject.ts";

interface Question {
  readonly client: AskedClient;
  readonly path: string | undefined;
  readonly ruleType: string | undefined;
  readonly time: number | undefined;
}

/** Both are empty where nothing is saved that a command could read, or where its options cannot say what is asked. */
export function commandFor({ session, subject }: FoundSubject, question: Question): WrittenCommand {
  const { assumptions } = subject.policy;
  const { manifestPath } = subject;
  if (manifestPath !== undefined || question.client.kind !== "role") {
    return writeImpersonateCommand({ ...question, manifestPath, rulesPath: undefined, assumptions });
  }
  const { name } = question.client;
  const at = subject.policy.roles.findIndex((role) => nameKey(role.name) === nameKey(name));
  const document = [...subject.rulesFiles.keys()][at];
  const rulesPath = document === undefined ? undefined : pathOf(session, document);
  if (document === undefined || rulesPath === undefined) return { command: "", powerShellCommand: "" };
  const leftOutBy = session.workspace.policyOf(document)?.manifest?.path;
  return writeImpersonateCommand({ ...question, manifestPath: leftOutBy, rulesPath, assumptions });
}

/** A file outside all folders is named by its whole path. */
function pathOf({ workspace, client }: Session, document: string): string | undefined {
  const folders = [workspace.policyOf(document)?.folder ?? [], client.folders].flat();
  const [below] = folders.flatMap((folder) => pathInFolder(folder, document) ?? []);
  return below ?? pathInFolder("file:///", document)?.replace(/^(?![a-z]:\/)/i, "/");
}
