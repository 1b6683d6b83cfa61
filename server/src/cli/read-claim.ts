import { InvalidArgumentError } from "commander";
import { readClaimsFile } from "../policy/read-claims.ts";
import type { Claims } from "../policy/role.ts";
import { loseAnything } from "../text/json-fields.ts";
import { indexLines } from "../text/line-index.ts";
import { readText } from "./read-text.ts";
import type { Terminal } from "./terminal.ts";

/** Adds one `--claim key=value`; a key that comes again has several values. Values are not split. */
export function addClaim(written: string, earlier: Claims = new Map()): Claims {
  const at = written.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("Write it as key=value.");
  const key = written.slice(0, at);
  return new Map([...earlier, [key, [...(earlier.get(key) ?? []), written.slice(at + 1)]]]);
}

/** Claims that an option names a file for, and whether all of them could be read. */
export interface LoadedClaims {
  readonly claims: Claims;
  readonly complete: boolean;
}

/** Reads the value of `--claims-file`, telling its faults. @returns nothing if there is nothing to read. */
export async function loadClaimsFile(name: string, terminal: Terminal): Promise<LoadedClaims | undefined> {
  const reading = await readText({ name, path: name === "-" ? undefined : name }, terminal);
  if ("fault" in reading) {
    await terminal.complain(reading.fault);
    return undefined;
  }
  const { claims, faults } = readClaimsFile(reading.text);
  const lines = indexLines(reading.text);
  for (const { span, message } of faults) {
    const { line, character } = lines.positionAt(span.start);
    await terminal.complain(`${name}:${line + 1}:${character + 1} ${message}`);
  }
  return { claims, complete: !loseAnything(faults) };
}
