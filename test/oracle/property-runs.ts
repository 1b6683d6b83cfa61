// How many random policies are tried. A full run is POLICY_LENS_PROPERTY_RUNS=100000; a failure prints its seed,
// which POLICY_LENS_PROPERTY_SEED repeats.

import { env } from "node:process";

/** The parameters for one property. @param share of the policies that it gets, since some questions cost more. */
export function propertyRuns(share = 1): { numRuns: number; seed?: number } {
  const total = Number(env["POLICY_LENS_PROPERTY_RUNS"] ?? DEFAULT_RUNS);
  const seed = env["POLICY_LENS_PROPERTY_SEED"];
  const numRuns = Math.max(1, Math.round(total * share));
  return seed === undefined ? { numRuns } : { numRuns, seed: Number(seed) };
}

const DEFAULT_RUNS = 3000;
