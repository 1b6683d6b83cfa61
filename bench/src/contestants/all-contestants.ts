// The contestants by name, in the order of the report. Each is loaded only in the process that measures it.

import type { AnyContestant } from "../contestant.ts";

export type ContestantName = (typeof CONTESTANTS)[number] | "policy-lens-index" | "regexp-loop-compiled";

export const CONTESTANTS = [
  "policy-lens",
  "floor",
  "regexp-loop",
  "picomatch-loop",
  "picomatch-posix-loop",
  "casbin",
  "cedar",
  "iam-simulate",
] as const;

/** Loads one contestant, and of the others not even the code. */
export async function loadContestant(name: ContestantName): Promise<AnyContestant> {
  switch (name) {
    case "policy-lens":
      return (await import("./policy-lens.ts")).createPolicyLens();
    case "policy-lens-index":
      return (await import("./policy-lens-index.ts")).createPolicyLensIndex();
    case "floor":
      return (await import("./floor.ts")).createFloor();
    case "regexp-loop":
      return (await import("./regexp-loop.ts")).createRegExpLoop();
    case "regexp-loop-compiled":
      return (await import("./regexp-loop.ts")).createCompiledRegExpLoop();
    case "picomatch-loop":
      return (await import("./picomatch-loop.ts")).createPicomatchLoop("picomatch");
    case "picomatch-posix-loop":
      return (await import("./picomatch-loop.ts")).createPicomatchLoop("picomatch/posix.js");
    case "casbin":
      return (await import("./casbin.ts")).createCasbin();
    case "cedar":
      return (await import("./cedar.ts")).createCedar();
    case "iam-simulate":
      return (await import("./iam-simulate.ts")).createIamSimulate();
  }
}
