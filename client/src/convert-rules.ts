// Commands that carry rules over: a rules file to the clipboard as commands or Terraform, or to an export of a role,
// and a role of an export to a rules file. What is made is a new document, nothing is written over.

import { env, window, workspace } from "vscode";
import type { CustomRequests } from "../../server/src/lsp/protocol.ts";
import type { Server } from "./server.ts";

type Form = CustomRequests["policyLens/writeRules"]["params"]["form"];

/** Copies the rules of the active rules file as commands, for the shell that is picked. */
export async function copyCommands(server: Server): Promise<void> {
  const shells = [
    { label: "POSIX shell", description: "sh, bash, zsh", form: "commands" },
    { label: "PowerShell", description: "a double quote in a path needs 7.3 or newer", form: "powershell-commands" },
  ] as const;
  const picked = await window.showQuickPick(shells, { title: "Copy as commands for which shell?" });
  if (picked) await writeRules(server, picked.form);
}

/** Copies the rules of the active rules file, or shows them as an export of a role. */
export async function writeRules(server: Server, form: Form): Promise<void> {
  const document = window.activeTextEditor?.document;
  const uri = document?.uri.toString();
  const answer =
    uri === undefined ? undefined : await server.ask("policyLens/writeRules", { uri, form }).catch(() => undefined);
  if (!answer) {
    void window.showInformationMessage("Open a rules file first.");
    return;
  }
  if (form === "role-export") {
    await showText(answer.text);
    return;
  }
  await env.clipboard.writeText(answer.text);
  const rules = answer.count === 1 ? "1 rule" : `${answer.count} rules`;
  const what =
    form === "terraform" ? `${rules} copied as Terraform.` : `${rules} copied as commands for role "${answer.role}".`;
  void window.showInformationMessage(what);
}

/** Makes a rules file of a role in an export: of the active document if it is one, else of a file that is picked. */
export async function importRole(server: Server): Promise<void> {
  const active = window.activeTextEditor?.document;
  const fromActive = active && looksLikeExport(active.getText()) ? active.getText() : undefined;
  const text = fromActive ?? (await readPicked());
  if (text === undefined) return;
  const { roles, faults } = await server.ask("policyLens/readRoles", { text });
  const items = roles.map((role) => ({ label: role.name, text: role.text }));
  const picked = items.length > 1 ? await window.showQuickPick(items, { title: "Import which role?" }) : items[0];
  if (picked) await showText(picked.text);
  else if (items.length === 0) {
    const why = faults[0] ?? "It holds no role.";
    void window.showWarningMessage(`This is no export of roles: ${why} Take the output of akeyless get-role --json.`);
  }
}

function looksLikeExport(text: string): boolean {
  return /"role_name"|"path_rules"/.test(text);
}

async function readPicked(): Promise<string | undefined> {
  const options = { title: "Output of akeyless get-role or list-roles --json", filters: { JSON: ["json"] } };
  const [picked] = (await window.showOpenDialog(options)) ?? [];
  return picked && new TextDecoder().decode(await workspace.fs.readFile(picked));
}

async function showText(content: string): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ language: "json", content }));
}
