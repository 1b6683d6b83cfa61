// What the commands on whole workspaces have in common: their options, and how what was read is told.

import { type Command, Option } from "commander";
import { type Assumptions, assume, assumptionsOf } from "../policy/assumptions.ts";
import { readManifest } from "../policy/read-manifest.ts";
import type { Naming } from "./decision-report.ts";
import { readOne } from "./file-tree.ts";
import { findWorkspace } from "./find-workspace.ts";
import { loadWorkspace, type Workspace } from "./load-workspace.ts";
import { addAssumption } from "./read-assumption.ts";
import { readMoment } from "./read-moment.ts";
import type { Terminal } from "./terminal.ts";

export interface WorkspaceOptions {
  readonly manifest?: string;
  readonly assume?: Partial<Assumptions>;
  readonly format: "text" | "json";
  /** Unix seconds. */
  readonly at?: number;
}

/** Adds `--manifest`, `--assume`, `--at` and `--format`. */
export function addWorkspaceOptions(command: Command): Command {
  return command
    .option("--manifest <file>", "the manifest; otherwise policy-lens.json here or in the nearest folder above")
    .addOption(assumeOption())
    .option("--at <time>", "the moment in question, in ISO 8601 or unix seconds (default: now)", readMoment)
    .addOption(formatOption());
}

/** `--assume`, which stands before what the manifest says: it asks what would be. */
export function assumeOption(): Option {
  return new Option(
    "--assume <name=value>",
    "what to take for true where the documentation is silent; may come several times",
  ).argParser(addAssumption);
}

/** `--format`, which every command has: text for people, JSON for programs. */
export function formatOption(): Option {
  return new Option("--format <format>", "how to report").choices(["text", "json"]).default("text");
}

/** Reads the workspace and says on standard error what there is to say about it; nothing if there is none to answer from. */
export async function openWorkspace(
  { manifest, assume: said = {} }: Pick<WorkspaceOptions, "manifest" | "assume">,
  terminal: Terminal,
): Promise<Workspace | undefined> {
  const place = await findWorkspace(manifest);
  if ("fault" in place) {
    await terminal.complain(place.fault);
    return undefined;
  }
  const workspace = await loadWorkspace(place.tree, place.manifestPath);
  await tellRemarks(workspace, terminal);
  if (place.manifestPath === undefined && workspace.policy.roles.length === 0) {
    await terminal.complain("There is no policy-lens.json here or above, and no rules file below this folder.");
    return undefined;
  }
  return assumeIn(workspace, said);
}

/** The same with other assumptions, where some are given. */
export function assumeIn<T extends Workspace>(workspace: T, said: Partial<Assumptions>): T {
  const { policy } = workspace;
  return { ...workspace, policy: { ...policy, assumptions: assume(said, policy.assumptions) } };
}

/** The assumptions of the manifest, where there is one, for a file that is looked at by itself. */
export async function openAssumptions(
  { manifest, assume: said = {} }: Pick<WorkspaceOptions, "manifest" | "assume">,
  terminal: Terminal,
): Promise<Assumptions | undefined> {
  const place = await findWorkspace(manifest);
  if ("fault" in place) {
    await terminal.complain(place.fault);
    return undefined;
  }
  if (place.manifestPath === undefined) return assume(said, assumptionsOf(undefined));
  const reading = await readOne(place.tree, place.manifestPath);
  if ("text" in reading) return assume(said, assumptionsOf(readManifest(reading.text)));
  await terminal.complain(reading.fault);
  return undefined;
}

/** Says on standard error what there is to say about what was read. */
export async function tellRemarks({ remarks }: Pick<Workspace, "remarks">, terminal: Terminal): Promise<void> {
  if (remarks.length > 0) await terminal.complain(remarks.join("\n"));
}

/** Names documents as they lead there from the current folder. */
export function namingOf({ tree }: Workspace): Naming {
  return { show: (document) => tree.show(document), home: undefined };
}

/** Now, in unix seconds. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}
