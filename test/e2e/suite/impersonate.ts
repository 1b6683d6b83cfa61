// Impersonate through its command, which returns what it shows: the seeds' paths, and the text as it is being edited.
import { commands, Range, WorkspaceEdit, workspace } from "vscode";
import type { ImpersonateAnswer } from "../../../server/src/lsp/protocol.ts";
import { editorTest, expectEqual } from "../registry.ts";
import { openExample } from "./example-files.ts";

async function impersonate(uri: string, path: string, ruleType: string): Promise<string> {
  const answer = await commands.executeCommand<ImpersonateAnswer>("policyLens.impersonate", { uri, path, ruleType });
  return answer.headline;
}

const QUESTIONS = [
  ["documented-sample.akeyless.json", "/secret/foo", "item-rule", "Allowed: list, read on"],
  ["documented-sample.akeyless.json", "secret/bar", "target-rule", "Allowed: list, delete on"],
  ["documented-sample.akeyless.json", "secret/bar", "item-rule", "Not granted: no rule permits anything on"],
  ["seeds.akeyless.json", "/path/to/folder/topSecret", "item-rule", "Denied: nothing may be done on"],
  ["seeds.akeyless.json", "/path/to/folder/other", "item-rule", "Allowed: list, read, create, update on"],
  ["seeds.akeyless.json", "/foo/devops-x/y", "item-rule", "Allowed: list, read on"],
  ["seeds.akeyless.json", "/foo/a/b/bar/c", "item-rule", "Allowed: list, read on"],
  ["seeds.akeyless.json", "/foo/a/bar/c", "item-rule", "Not granted: no rule permits anything on"],
] as const;

for (const [file, path, ruleType, beginning] of QUESTIONS) {
  editorTest(`Impersonate answers for ${ruleType} ${path}`, async () => {
    const document = await openExample(file);
    const normal = path.startsWith("/") ? path : `/${path}`;
    expectEqual(
      await impersonate(document.uri.toString(), path, ruleType),
      `${beginning} ${normal} (${ruleType}).`,
      "headline",
    );
  });
}

editorTest("Impersonate answers for what is typed, saved or not", async () => {
  const document = await openExample("seeds.akeyless.json");
  const uri = document.uri.toString();
  const at = document.getText().indexOf("deny");
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(document.positionAt(at), document.positionAt(at + 4)), "list");
  await workspace.applyEdit(edit);
  expectEqual(
    await impersonate(uri, "/path/to/folder/topSecret", "item-rule"),
    "Allowed: list, read, create, update on /path/to/folder/topSecret (item-rule).",
    "headline",
  );
  // The view has the focus, and undoes nothing.
  const back = new WorkspaceEdit();
  back.replace(document.uri, new Range(document.positionAt(at), document.positionAt(at + 4)), "deny");
  await workspace.applyEdit(back);
  expectEqual(
    await impersonate(uri, "/path/to/folder/topSecret", "item-rule"),
    "Denied: nothing may be done on /path/to/folder/topSecret (item-rule).",
    "headline",
  );
});
