// A snapshot is a text that a person can check: lines with `>` are JSON, the lines below show by carets what the
// injection has found in them, lines with `#` at the top say what the snapshot is about.

import type { IToken } from "vscode-textmate";

export interface Snapshot {
  readonly about: readonly string[];
  readonly lines: readonly string[];
}

/** The JSON in a snapshot and what is said about it, without the carets. */
export function readSnapshot(text: string): Snapshot {
  const lines = text.split("\n");
  return {
    about: lines.filter((line) => line.startsWith("#")),
    lines: lines.filter((line) => line.startsWith(">")).map((line) => line.slice(1)),
  };
}

/** The snapshot with the carets that the tokens call for. */
export function writeSnapshot({ about, lines }: Snapshot, tokens: readonly (readonly IToken[])[]): string {
  const body = lines.flatMap((line, at) => [`>${line}`, ...(tokens[at] ?? []).flatMap(writeToken)]);
  return `${[...about, ...body].join("\n")}\n`;
}

function writeToken(token: IToken): string[] {
  const scopes = ownScopes(token);
  if (scopes.length === 0) return [];
  const carets = "^".repeat(token.endIndex - token.startIndex);
  return [`${" ".repeat(token.startIndex + 1)}${carets} ${scopes.join(" ")}`];
}

/** The scopes that the injection gives. */
export function ownScopes(token: IToken): string[] {
  return token.scopes.filter((scope) => scope.endsWith(".policy-lens"));
}
