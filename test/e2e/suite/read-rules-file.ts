// A rules file in VS Code: exactly the findings it has, each told once, and their fixes as VS Code applies them.
import {
  type CompletionList,
  commands,
  type Diagnostic,
  Position,
  Range,
  type TextDocument,
  WorkspaceEdit,
  workspace,
} from "vscode";
import { editorTest, expectEqual, waitFor } from "../registry.ts";
import { findingsOf, hoverText, openExample, openText } from "./example-files.ts";

editorTest("the documented sample and the examples of the documentation open without a finding", async () => {
  for (const name of ["documented-sample.akeyless.json", "seeds.akeyless.json"]) {
    const document = await openExample(name);
    await waitFor("hover", () => hoverText(document, 1, 6));
    expectEqual(findingsOf(document).map(summary), [], name);
  }
});

editorTest("every mistake is found where it is, and VS Code's JSON service does not repeat it", async () => {
  const document = await openExample("mistakes.akeyless.json");
  const findings = await waitFor("the findings of both", () => {
    const found = findingsOf(document);
    return found.some(isOurs) && !found.every(isOurs) && found;
  });
  const ours = findings.filter(isOurs);
  expectEqual(
    ours.map(({ code }) => (typeof code === "object" ? code.value : code)),
    MISTAKES,
    "codes",
  );
  const word = ours[1];
  expectEqual(word && document.getText(word.range), "lst", "the text of the second finding");
  const others = findings.filter((finding) => !isOurs(finding));
  // A repeated key is a warning of VS Code's, too: it does not know that a rule is lost with it.
  expectEqual([...new Set(others.map(({ message }) => message))], ["Duplicate object key"], "other findings");
});

editorTest("broken JSON is told by VS Code alone, and a comment that it allows by us", async () => {
  const broken = await openText("broken.akeyless.json", '{ "/a": [{ "capabilities": "[read]", }] }');
  await waitForFindings(broken);
  await waitFor("hover", () => hoverText(broken, 0, 4));
  expectEqual([...new Set(findingsOf(broken).map(({ source }) => source))], ["json"], "sources");

  const commented = await openText("commented.jsonc", '{ "/a": [{ "capabilities": "[read]" }] } // mine');
  const comments = await waitForFindings(commented);
  expectEqual(comments.map(summary), ["policy-lens json-syntax"], "findings");
});

editorTest("a quick fix gives the text that its title says", async () => {
  const document = await openText("fix.akeyless.json", '{ "/a": [{ "capabilities": "[read, lst]" }] }');
  await waitForFindings(document);
  const action = await waitFor("quick fix", async () => {
    const actions = await commands.executeCommand<{ title: string; edit?: WorkspaceEdit; isPreferred?: boolean }[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new Range(0, 36, 0, 36),
    );
    return actions.find(({ title }) => title === 'Change to "list"');
  });
  expectEqual(action.isPreferred, true, "preferred");
  await workspace.applyEdit(action.edit ?? new WorkspaceEdit());
  expectEqual(document.getText(), '{ "/a": [{ "capabilities": "[read, list]" }] }', "text after the fix");
  await waitFor("no findings", () => findingsOf(document).length === 0);
});

editorTest("hovers tell what a path, a rule type, a capability and a ttl mean", async () => {
  const document = await openExample("documented-sample.akeyless.json");
  const about = async (text: string): Promise<string> => {
    const { line, character } = document.positionAt(document.getText().indexOf(text) + 1);
    return waitFor(`hover of ${text}`, () => hoverText(document, line, character));
  };
  for (const [text, expected] of [
    ["secret/foo", "Allowed: list, read on /secret/foo"],
    ["item-rule", "governs secrets"],
    ["read", "Read the objects"],
    ['"30"', "30 minutes"],
  ] as const) {
    const hover = await about(text);
    if (!hover.replaceAll("\\", "").includes(expected)) throw new Error(`The hover of ${text} is: ${hover}`);
  }
});

editorTest("capabilities are proposed inside their text", async () => {
  const document = await openText("complete.akeyless.json", '{ "/a": [{ "capabilities": "[read, ]" }] }');
  const labels = await waitFor("proposals", async () => {
    const place = new Position(0, 36);
    const list = await commands.executeCommand<CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      place,
    );
    const found = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    return found.includes("deny") && found;
  });
  for (const label of ["list", "create", "update", "delete"]) expectEqual(labels.includes(label), true, label);
  expectEqual(labels.includes("read"), false, "what is written already");
});

const MISTAKES = [
  "unknown-rule-type",
  "unknown-capability",
  "misspelt-key",
  "unknown-key",
  "duplicate-key",
  "capability-of-other-type",
  "deny-on-sra",
  "deny-with-others",
  "capabilities-form",
  "empty-capabilities",
  "repeated-capability",
  "export-capability-name",
  "ttl-form",
  "invalid-ttl",
  "empty-rules",
  "duplicate-rule",
  "administrative-rule-type",
  "unclear-wildcard",
  "template-syntax",
  "duplicate-path",
  "invalid-structure",
];

function isOurs({ source }: Diagnostic): boolean {
  return source === "policy-lens";
}

function waitForFindings(document: TextDocument): Promise<Diagnostic[]> {
  return waitFor("findings", () => findingsOf(document).length > 0 && findingsOf(document));
}

function summary({ source, code }: Diagnostic): string {
  return `${source} ${typeof code === "object" ? code.value : code}`;
}
