// JSON that is no rules file: nothing is said, and nothing is loaded. Must run before any rules file is opened.
import { extensions } from "vscode";
import { editorTest, expectEqual } from "../registry.ts";
import { findingsOf, hoverText, openExample } from "./example-files.ts";

editorTest("a JSON file that is no rules file is left alone, and no server is started for it", async () => {
  const document = await openExample("not-rules.json");
  const extension = extensions.getExtension<{ readonly isStarted: boolean }>("policy-lens.policy-lens");
  const { isStarted } = (await extension?.activate()) ?? { isStarted: undefined };
  expectEqual(isStarted, false, "started");
  // Longer than the pause before an edited file is looked at.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expectEqual(extension?.exports.isStarted, false, "started after a second");
  expectEqual(findingsOf(document), [], "findings");
  expectEqual(await hoverText(document, 3, 5), undefined, "hover");
});

editorTest("the server is started when a rules file is opened", async () => {
  await openExample("documented-sample.akeyless.json");
  const extension = extensions.getExtension<{ readonly isStarted: boolean }>("policy-lens.policy-lens");
  expectEqual(extension?.exports.isStarted, true, "started");
});
