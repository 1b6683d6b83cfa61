// The command line that gives the same answer, quoted for a POSIX shell and for PowerShell.

import { type Assumptions, DEFAULT_ASSUMPTIONS, SETTABLE_ASSUMPTIONS } from "../../policy/assumptions.ts";
import { quoteForPowerShell } from "../convert/quote-for-power-shell.ts";
import type { AskedClient, WrittenClaims } from "./choose-client.ts";

export interface CommandQuestion {
  readonly client: AskedClient;
  /** Where the manifest lies below the folder. */
  readonly manifestPath: string | undefined;
  /** The only file whose rules count, where the role stands for it and for nothing else. */
  readonly rulesPath: string | undefined;
  readonly path: string | undefined;
  readonly ruleType: string | undefined;
  /** Unix seconds; nothing for now. */
  readonly time: number | undefined;
  /** Those by which it was answered. */
  readonly assumptions: Assumptions;
}

export interface WrittenCommand {
  readonly command: string;
  readonly powerShellCommand: string;
}

/**
 * `policy-lens impersonate` with the options for a question. It reads what is saved.
 * Both are empty where its options cannot say what is asked.
 */
export function writeImpersonateCommand(question: CommandQuestion): WrittenCommand {
  if (!canBeSaid(question)) return { command: "", powerShellCommand: "" };
  const words = wordsOf(question);
  const write = (quote: (word: string) => string): string => ["policy-lens impersonate", ...words.map(quote)].join(" ");
  return { command: write(quoteForShell), powerShellCommand: write(quoteForPowerShell) };
}

function wordsOf({ manifestPath, path, ruleType, time, assumptions, ...asked }: CommandQuestion): string[] {
  return [
    ...(manifestPath === undefined ? [] : option("--manifest", manifestPath)),
    ...clientOptions(asked),
    ...(path === undefined ? [] : option("--path", path)),
    ...(ruleType === undefined ? [] : option("--rule-type", ruleType)),
    ...(time === undefined ? [] : option("--at", `${time}`)),
    ...SETTABLE_ASSUMPTIONS.filter((name) => assumptions[name] !== DEFAULT_ASSUMPTIONS[name]).flatMap((name) =>
      option("--assume", `${name}=${assumptions[name]}`),
    ),
  ];
}

/** It takes no empty path, and the key of a claim ends at the first equals sign. */
function canBeSaid({ client, path }: CommandQuestion): boolean {
  const keys = client.kind === "identity" ? [] : Object.keys(client.claims);
  return path !== "" && keys.every((key) => key !== "" && !key.includes("="));
}

/** A word of a shell command. Inside single quotes nothing has a meaning but the quote itself. */
export function quoteForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A value that begins with a dash would be taken for an option if it stood by itself. */
function option(name: string, value: string): string[] {
  return value.startsWith("-") ? [`${name}=${value}`] : [name, value];
}

function clientOptions({ client, rulesPath }: Pick<CommandQuestion, "client" | "rulesPath">): string[] {
  switch (client.kind) {
    case "identity":
      return option("--as", client.name);
    case "auth-method":
      return [...option("--auth-method", client.name), ...claimOptions(client.claims)];
    case "role":
      return [
        ...(rulesPath === undefined ? option("--role", client.name) : option("--rules", rulesPath)),
        ...claimOptions(client.claims),
      ];
  }
}

function claimOptions(claims: WrittenClaims): string[] {
  return Object.entries(claims).flatMap(([key, values]) =>
    values.flatMap((value) => option("--claim", `${key}=${value}`)),
  );
}
