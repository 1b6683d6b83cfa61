// Claims from the clipboard or a file, as `describe-sub-claims` prints them. The server reads them.

import { env, window, workspace } from "vscode";
import type { Server } from "../server.ts";

type Claims = Readonly<Record<string, readonly string[]>>;

/** Nothing when the user gives up, or when there are no claims; that is said. */
export async function pickClaims(server: Server, from: "clipboard" | "file"): Promise<Claims | undefined> {
  const text = from === "clipboard" ? await env.clipboard.readText() : await readPicked();
  if (text === undefined) return undefined;
  const { claims, faults } = await server.ask("policyLens/readClaims", { text });
  if (faults.length === 0) return claims;
  const what = from === "clipboard" ? "The clipboard holds no claims" : "The file holds no claims";
  void window.showWarningMessage(`${what}: ${faults[0]} Copy the output of akeyless describe-sub-claims.`);
  return undefined;
}

async function readPicked(): Promise<string | undefined> {
  const [picked] =
    (await window.showOpenDialog({ title: "Output of akeyless describe-sub-claims", filters: { JSON: ["json"] } })) ??
    [];
  if (!picked) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await workspace.fs.readFile(picked));
  } catch {
    void window.showWarningMessage(`${picked.path} cannot be read as text.`);
    return undefined;
  }
}
