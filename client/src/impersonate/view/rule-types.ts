// The words that the view offers, as the server tells them.

import type { Option } from "./make-field.ts";
import type { Choices } from "./view-context.ts";

/** Every known rule type. */
export function ruleTypeOptions({ ruleTypes }: Choices): Option[] {
  return ruleTypes.map(({ name }) => ({ value: name, label: name }));
}

/** The capabilities that somebody may have, of one rule type or of all. */
export function capabilityOptions({ ruleTypes }: Choices, ruleType?: string): Option[] {
  const possible = ruleTypes.filter(({ name }) => ruleType === undefined || name === ruleType);
  const names = new Set(possible.flatMap(({ capabilities }) => capabilities));
  return [...names].map((name) => ({ value: name, label: name }));
}
