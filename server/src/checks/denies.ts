import { readCapability } from "../policy/capability.ts";
import type { Rule } from "../policy/rules-file.ts";

/** Whether a rule denies, in whatever form the word is written. */
export function denies({ capabilities }: Rule): boolean {
  return capabilities?.items.some(({ value }) => readCapability(value)?.word.name === "deny") ?? false;
}
