// From build times and kept bytes to findings.

import type { Builds } from "./measure-builds.ts";
import { median, ratio } from "./statistics.ts";
import { type Bound, BUILD, BUILD_LINEAR, type Finding, MEMORY_MEGABYTES } from "./targets.ts";
import type { BuildTimes } from "./worker-protocol.ts";

/** Medians over the policies, the first one left out except where it is what is asked: cold code is most of it. */
export function judgeBuilds(all: readonly Builds[]): Finding[] {
  const findings: Finding[] = [];
  for (const { size, index, policyLens, regExpLoop, compiledLoop } of all) {
    const warm = (times: readonly BuildTimes[], part: (times: BuildTimes) => number) => times.slice(1).map(part);
    const reading = warm(regExpLoop, buildOnly);
    const add = (subject: string, measured: number, bound?: Bound): void => {
      findings.push({ subject: `${subject}, ${size} rules`, measured, unit: "x", ...(bound ? { bound } : {}) });
    };
    findings.push({
      subject: `index from tokens, ${size} rules`,
      measured: median(warm(index, buildOnly)),
      unit: "ms",
    });
    add(
      "index from tokens, to compiled expressions",
      ratio(warm(index, buildOnly), warm(compiledLoop, buildOnly)),
      BUILD,
    );
    add("index from tokens, to `new RegExp` alone", ratio(warm(index, buildOnly), reading));
    add("index, both from the path as text", ratio(warm(index, fromText), warm(regExpLoop, fromText)));
    add("client from read rules, to `new RegExp` alone", ratio(warm(policyLens, buildOnly), reading));
    add("index in a cold process", ratio(index.slice(0, 1).map(buildOnly), regExpLoop.slice(0, 1).map(buildOnly)));
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

/** Median milliseconds of building the index. */
export function ourBuild({ index }: Builds): number {
  return median(index.slice(1).map(buildOnly));
}

function linearity(all: readonly Builds[]): Finding[] {
  const [smaller, largest] = [all.at(-2), all.at(-1)];
  if (!smaller || !largest) return [];
  const measured = ourBuild(largest) / largest.size / (ourBuild(smaller) / smaller.size);
  const subject = `time a rule, ${largest.size} rules to ${smaller.size} rules`;
  return [{ subject, measured, unit: "x", ...(largest.size === 100_000 ? { bound: BUILD_LINEAR } : {}) }];
}

function buildOnly({ build }: BuildTimes): number {
  return build;
}

function fromText({ prepare, build }: BuildTimes): number {
  return prepare + build;
}
