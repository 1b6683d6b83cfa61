import { commands, Uri } from "vscode";

/** Shows the page of a check, which is part of the extension: it is there without a network. Other texts are ignored. */
export async function openCheckPage(extension: Uri, code: unknown): Promise<void> {
  if (typeof code !== "string" || !/^[a-z][a-z-]*$/.test(code)) return;
  await commands.executeCommand("markdown.showPreview", Uri.joinPath(extension, "docs", "checks", `${code}.md`));
}
