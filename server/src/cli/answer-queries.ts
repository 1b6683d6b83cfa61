// Many questions about one client: a JSON object a line in, an answer a line out, in the same order and as they come.
// A line that is no question is answered with an error in its place.

import { createReadStream } from "node:fs";
import { decide } from "../evaluator/decide.ts";
import { notesOn } from "../evaluator/notes-on-answer.ts";
import type { Asker, Times } from "../evaluator/prepare-identity.ts";
import type { Policy } from "../policy/policy.ts";
import { type ClientsByTime, prepareByTime } from "./clients-by-time.ts";
import { type Naming, reportDecision } from "./decision-report.ts";
import { describeFault } from "./describe-fault.ts";
import { readQuery } from "./read-query.ts";
import { type Line, splitLines } from "./split-lines.ts";
import type { Terminal } from "./terminal.ts";

export interface QuerySetting {
  readonly policy: Policy;
  readonly asker: Asker;
  readonly naming: Naming;
  /** What holds where a query does not say it. */
  readonly defaults: Times & { readonly ruleType: string };
}

/**
 * Answers the queries of a file, or of standard input for `-`.
 * @returns whether all could be read; a file that cannot be read at all is told on standard error.
 */
export async function answerQueries(name: string, setting: QuerySetting, terminal: Terminal): Promise<boolean> {
  const clients = prepareByTime(setting.policy, setting.asker, setting.defaults.appliedAt);
  let allGood = true;
  try {
    const source = name === "-" ? terminal.input : createReadStream(name);
    for await (const lines of splitLines(source)) {
      let answers = "";
      for (const line of lines) {
        const answer = answerLine(line, setting, clients);
        if ("error" in answer) allGood = false;
        answers += `${JSON.stringify(answer)}\n`;
      }
      // Nobody reads the rest.
      if (!(await terminal.print(answers))) break;
    }
  } catch (thrown) {
    await terminal.complain(describeFault(name === "-" ? "<stdin>" : name, thrown));
    return false;
  }
  return allGood;
}

function answerLine(line: Line, { policy, asker, naming, defaults }: QuerySetting, clients: ClientsByTime): object {
  const query = "fault" in line ? line : readQuery(line.text);
  if ("fault" in query) return { version: 1, error: query.fault };
  const { path, ruleType = defaults.ruleType, at = defaults.time } = query;
  return reportDecision(decide(clients(at), ruleType, path), naming, notesOn(policy, asker));
}
