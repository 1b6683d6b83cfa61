// A process that times whole questions: ours, or those of VS Code's JSON language service. It knows either side
// by what it is asked first, and loads nothing of the other.

import { readPaths, readRules } from "./corpus.ts";
import { editPolicy } from "./edit-policy.ts";
import type { QuestionRequests, ValidationTimes } from "./question-protocol.ts";
import { rulesFileText } from "./rules-file-text.ts";
import { serveRequests } from "./serve-requests.ts";

let validation: Promise<(text: string) => Promise<ValidationTimes>> | undefined;

serveRequests<QuestionRequests>({
  ruleQuestions: async ({ rulesFile }) => {
    const { timeRuleQuestions } = await import("./questions/time-questions.ts");
    return timeRuleQuestions(textOf(rulesFile));
  },
  validation: async ({ rulesFile }) => {
    validation ??= import("./questions/time-validation.ts").then(({ createValidation }) => createValidation());
    return (await validation)(textOf(rulesFile));
  },
  compare: async ({ rulesFile, changes, seed }) => {
    const { timeCompare } = await import("./questions/time-questions.ts");
    const rules = readRules(rulesFile);
    return timeCompare(rulesFileText(rules), rulesFileText(editPolicy(rules, changes, seed)));
  },
  hostile: async ({ rulesFile, pathsFile }) => {
    const { timeHostile } = await import("./questions/time-questions.ts");
    return timeHostile(textOf(rulesFile), readPaths(pathsFile));
  },
  update: async ({ rulesFile }) => {
    const { timeUpdate } = await import("./questions/time-update.ts");
    return timeUpdate(readRules(rulesFile));
  },
});

function textOf(rulesFile: string): string {
  const text = rulesFileText(readRules(rulesFile));
  for (let round = 0; round < 3; round++) globalThis.gc?.();
  return text;
}
