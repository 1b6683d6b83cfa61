// From times of typing to findings.

import type { TypingTimes } from "./measure-typing.ts";
import { median, quantile } from "./statistics.ts";
import { type Finding, TYPING_MILLISECONDS } from "./targets.ts";

/** The promise is for all keys; apart are those with which the text is no JSON for a while. */
export function judgeTyping({ size, updates, service }: TypingTimes): Finding[] {
  const their = median(service);
  const findings = [...updates].flatMap(([section, keys]): Finding[] => {
    const all = keys.map(({ took }) => took);
    const within = keys.filter(({ kind }) => kind === "in-a-string").map(({ took }) => took);
    const ms = (subject: string, measured: number): Finding => ({
      subject: `${section}: ${subject}`,
      measured,
      unit: "ms",
    });
    return [
      { ...ms(`a key in ${size} rules, median`, median(all)), bound: TYPING_MILLISECONDS },
      ms("95th percentile", quantile(all, 0.95)),
      ms("only inside names and lists, median", median(within)),
      ms("only inside names and lists, 95th percentile", quantile(within, 0.95)),
      { subject: `${section}: a key, to parsing and validating`, measured: median(all) / their, unit: "x" },
    ];
  });
  return [...findings, { subject: "parsing and validating", measured: their, unit: "ms" }];
}
