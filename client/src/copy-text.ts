import { env, window } from "vscode";

/** Copies what a fix has made in the place of what it removed. Anything but text is ignored. */
export async function copyText(text: unknown): Promise<void> {
  if (typeof text !== "string") return;
  await env.clipboard.writeText(text);
  void window.showInformationMessage(`Copied: ${text}`);
}
