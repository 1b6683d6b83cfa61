// Offers to accept findings: each as an edit that writes a suppression into the manifest, for what a finding is about,
// for its file, or everywhere. The reason is left for the writer to say.

import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { isSuppressible } from "../checks/find-vain-switches.ts";
import { toWorkspaceEdit } from "../features/to-lsp.ts";
import { type NewSuppression, writeSuppression } from "../features/write-suppression.ts";
import type { PolicySnapshot } from "../policy/policy-snapshot.ts";
import { indexLines } from "../text/line-index.ts";
import type { Session } from "./session.ts";
import type { ToldFinding } from "./told-findings.ts";
import { teamDecisions } from "./workspace-problems.ts";

/** One action for each way of accepting, by check; none where there is no manifest. @param uri of the findings. */
export function acceptFindings(session: Session, uri: string, findings: readonly ToldFinding[]): CodeAction[] {
  const policy = session.workspace.policyOf(uri);
  if (!policy?.manifest) return [];
  const file = teamDecisions(session, policy).fileName(uri);
  const codes = [...new Set(findings.map(({ problem }) => problem.code))].filter(isSuppressible);
  return codes.flatMap((code) => {
    const own = findings.filter(({ problem }) => problem.code === code);
    const path = own[0]?.subject;
    const choices: [string, NewSuppression][] = [
      ...(path === undefined ? [] : [[`for "${path}"`, { check: code, file, path }] as [string, NewSuppression]]),
      ["in this file", { check: code, file }],
      ["everywhere", { check: code }],
    ];
    return choices.flatMap(([where, suppression]) => {
      const edit = editManifest(session, policy, suppression);
      if (!edit) return [];
      return {
        title: `Accept "${code}" ${where}, in the manifest`,
        kind: CodeActionKind.QuickFix,
        diagnostics: own.map(({ diagnostic }) => diagnostic()),
        edit,
      };
    });
  });
}

/** In the manifest as it is in the editor now, which may be newer than what is known of it. */
function editManifest(
  { documents, client }: Session,
  { manifest }: PolicySnapshot,
  suppression: NewSuppression,
): CodeAction["edit"] {
  if (!manifest) return undefined;
  const text = documents.textOf(manifest.document) ?? manifest.text;
  const edit = writeSuppression(text, suppression);
  if (!edit) return undefined;
  const version = documents.get(manifest.document)?.version;
  const target = { uri: manifest.document, version: version ?? 0, file: { lines: indexLines(text) } };
  return toWorkspaceEdit([edit], target, client.versionedEdits && version !== undefined);
}
