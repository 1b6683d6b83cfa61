// Rules carried over to other forms by the commands: read from the clipboard, and from the documents that they open.
import { commands, env, type TextDocument, window } from "vscode";
import { editorTest, expectEqual, waitFor } from "../registry.ts";
import { openText } from "./example-files.ts";

const rules = `{
  "/it's/{{team}}/*": [
    { "rule-type": "item-rule", "capabilities": "[list, read]", "ttl": "30" },
    { "rule-type": "sra-rule", "capabilities": "[request_access]" }
  ]
}
`;

const openRules = (): Promise<TextDocument> => openText("carried role.akeyless.json", rules);

/** Whatever was copied before cannot be taken for what is copied now. */
async function copiedBy(act: () => Promise<unknown>): Promise<string> {
  await env.clipboard.writeText("nothing yet");
  await act();
  return waitFor("something copied", async () => {
    const text = await env.clipboard.readText();
    return text !== "nothing yet" && text;
  });
}

/** The document that a command opens beside those that are there. */
async function openedBy(command: string): Promise<TextDocument> {
  const before = window.activeTextEditor?.document;
  await commands.executeCommand(command);
  return waitFor("a new document", () => {
    const now = window.activeTextEditor?.document;
    return now !== before && now?.isUntitled && now;
  });
}

editorTest("a rules file is copied as commands for the shell that is picked", async () => {
  await openRules();
  const text = await copiedBy(async () => {
    let isDone = false;
    const copying = commands.executeCommand("policyLens.copyAsCommands").then(() => {
      isDone = true;
    });
    await waitFor("the first shell to be taken", async () => {
      await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return isDone;
    });
    await copying;
  });
  expectEqual(
    text,
    `akeyless set-role-rule --role-name 'carried role' --path '/it'\\''s/{{team}}/*' --rule-type item-rule --capability list --capability read --ttl 30
akeyless set-role-rule --role-name 'carried role' --path '/it'\\''s/{{team}}/*' --rule-type sra-rule --capability request_access
`,
    "commands",
  );
});

editorTest("a rules file is copied as Terraform's blocks", async () => {
  await openRules();
  const text = await copiedBy(async () => commands.executeCommand("policyLens.copyAsTerraform"));
  expectEqual(
    text.slice(text.lastIndexOf("rules {")),
    'rules {\n  capability = ["request_access"]\n  path       = "/it\'s/{{team}}/*"\n  rule_type  = "sra-rule"\n}\n',
    "the last block",
  );
  expectEqual(text.match(/^rules \{$/gm)?.length, 2, "blocks");
});

editorTest("a rules file is shown as a role export, and the export is imported as the same rules", async () => {
  await openRules();
  const shown = await openedBy("policyLens.exportRole");
  const role = JSON.parse(shown.getText()) as { readonly role_name: string };
  expectEqual(role.role_name, "carried role", "the role's name");
  expectEqual(shown.languageId, "json", "language");
  const imported = await openedBy("policyLens.importRole");
  expectEqual(imported.getText(), rules, "rules");
  for (const _ of [imported, shown]) await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
});
