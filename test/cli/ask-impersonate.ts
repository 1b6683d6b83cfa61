// Asks `policy-lens impersonate` as a user would, mostly in the workspace of a company.

import assert from "node:assert/strict";
import { resolve } from "node:path";
import type { AccessReport } from "../../server/src/cli/access-report.ts";
import type { DecisionReport } from "../../server/src/cli/decision-report.ts";
import { runCli } from "./run-cli.ts";

export const COMPANY: string = resolve("test/cli/workspaces/company");
export const NOTE = 'Role "dev/app": the rules of its rules files stand instead of the 1 of the export.\n';

/** The decision on a path. */
export async function decide(args: readonly string[], folder: string = COMPANY, input = ""): Promise<DecisionReport> {
  const { out } = await runCli(["impersonate", "--format", "json", ...args], { folder, input });
  return JSON.parse(out) as DecisionReport;
}

/** Everything a client may do. */
export async function access(args: readonly string[], folder: string = COMPANY): Promise<AccessReport> {
  const { out } = await runCli(["impersonate", "--format", "json", ...args], { folder });
  return JSON.parse(out) as AccessReport;
}

/** Standard error of a call that cannot be answered; nothing may be printed then. */
export async function refuse(args: readonly string[], folder: string = COMPANY): Promise<string> {
  const { code, out, err } = await runCli(["impersonate", ...args], { folder });
  assert.deepEqual({ code, out }, { code: 2, out: "" });
  return err.replace(NOTE, "");
}
