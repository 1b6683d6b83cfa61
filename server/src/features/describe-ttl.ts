import { explainAssumption } from "../evaluator/explain-decision.ts";
import { minutesText } from "../evaluator/time-words.ts";
import { escapeMarkdown } from "./markdown.ts";

/** Markdown that says how long a rule lives (F7.1). Nothing for a ttl that is not positive whole minutes. */
export function describeTtl(minutes: number | undefined): string | undefined {
  if (minutes === undefined) return undefined;
  const words = durationWords(minutes);
  const plain = minutesText(minutes);
  return [
    `This rule expires **${plain}**${words === plain ? "" : ` (${words})`} after it is applied. Without a ttl it stays until it is removed.`,
    escapeMarkdown(explainAssumption("A10")),
  ].join("\n\n");
}

const UNITS = [
  { name: "day", minutes: 24 * 60 },
  { name: "hour", minutes: 60 },
  { name: "minute", minutes: 1 },
] as const;

/** Minutes as days, hours and minutes: `1 day, 2 hours`. */
function durationWords(minutes: number): string {
  const words: string[] = [];
  let left = minutes;
  for (const unit of UNITS) {
    const count = Math.floor(left / unit.minutes);
    left -= count * unit.minutes;
    if (count > 0) words.push(`${count} ${unit.name}${count === 1 ? "" : "s"}`);
  }
  return words.join(", ");
}
