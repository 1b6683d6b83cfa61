// Claims from the clipboard or a file, as `describe-sub-claims` prints them. The server reads them.

import { env, window, workspace } from "vscode";
import type { Server } from "../server.ts";

type Claims = Readonly<Record<string, readonly string[]>>;

/** Nothing when the user gives up, or when there are no claims. What cannot be read is said, and left out. */
export async function pickClaims(server: Server, from: "clipboard" | "file"): Promise<Claims | undefined> {
  const text = from === "clipboard" ? await env.clipboard.readText() : await readPicked();
  if (text === undefined) return undefined;
  const { claims, faults } = await server.ask("policyLens/readClaims", { text });
  const [fault] = faults;
  if (fault === undefined) return claims;
  const where = from === "clipboard" ? "clipboard" : "file";
  const isEmpty = Object.values(claims).every((values) => values.length === 0);
  const what = isEmpty ? `The ${where} holds no claims` : `Not all of the ${where} can be read as claims`;
  void window.showWarningMessage(`${what}: ${fault} Copy the output of akeyless describe-sub-claims.`);
  return isEmpty ? undefined : claims;
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
