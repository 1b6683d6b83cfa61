// The floor: touches every character of the path once and decides nothing. Nobody who reads the path can be faster.

import { type Contestant, samePath } from "../contestant.ts";

export function createFloor(): Contestant<undefined, string> {
  return { answers: "nothing", prepare: () => undefined, build: () => ({ query: samePath, decide: sumOfCharacters }) };
}

function sumOfCharacters(path: string): number {
  let sum = 0;
  for (let at = 0; at < path.length; at++) sum = (sum + path.charCodeAt(at)) | 0;
  return sum;
}
