// From build times and kept bytes to findings.

import type { Builds } from "./measure-builds.ts";
import { median, ratio } from "./statistics.ts";
import { BUILD, BUILD_LINEAR, type Finding, MEMORY_MEGABYTES } from "./targets.ts";
import type { BuildTimes } from "./worker-protocol.ts";

/** The median over policies, the first one left out of `warm`, since cold code is most of what it measures. */
export function judgeBuilds(all: readonly Builds[]): Finding[] {
  const findings: Finding[] = [];
  for (const { size, policyLens, regExpLoop } of all) {
    const [ours, theirs] = [policyLens.slice(1), regExpLoop.slice(1)];
    const built = { measured: ratio(ours.map(buildOnly), theirs.map(buildOnly)), bound: BUILD };
    const whole = ratio(ours.map(fromText), theirs.map(fromText));
    const cold = ratio(policyLens.slice(0, 1).map(buildOnly), regExpLoop.slice(0, 1).map(buildOnly));
    findings.push({ subject: `index from tokens to \`new RegExp\` alone, ${size} rules`, unit: "x", ...built });
    findings.push({ subject: `both from the path as text, ${size} rules`, unit: "x", measured: whole });
    findings.push({ subject: `the first build of a process, ${size} rules`, unit: "x", measured: cold });
  }
  return [...findings, ...linearity(all)];
}

export function judgeMemory(bytes: ReadonlyMap<number, number>): Finding[] {
  return [...bytes].map(([size, kept]) => ({
    subject: `kept for ${size} rules`,
    measured: kept / 1e6,
    unit: "MB",
    ...(size === 100_000 ? { bound: MEMORY_MEGABYTES } : {}),
  }));
}

/** Median milliseconds of our build alone. */
export function ourBuild({ policyLens }: Builds): number {
  return median(policyLens.slice(1).map(buildOnly));
}

function linearity(all: readonly Builds[]): Finding[] {
  const [smaller, largest] = [all.at(-2), all.at(-1)];
  if (!smaller || !largest) return [];
  const measured = ourBuild(largest) / largest.size / (ourBuild(smaller) / smaller.size);
  const subject = `time a rule, ${largest.size} rules to ${smaller.size} rules`;
  return [{ subject, measured, unit: "x", bound: BUILD_LINEAR }];
}

function buildOnly({ build }: BuildTimes): number {
  return build;
}

function fromText({ prepare, build }: BuildTimes): number {
  return prepare + build;
}
