// A rules file in VS Code: exactly the findings it has, each told once, and their fixes as VS Code applies them.
import {
  type Command,
  type CompletionList,
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  env,
  Position,
  Range,
  type TextDocument,
  WorkspaceEdit,
  workspace,
} from "vscode";
import { editorTest, expectEqual, waitFor } from "../registry.ts";
import { findingsOf, hoverText, openExample, openText } from "./example-files.ts";

editorTest(
  "the documented sample and the examples of the documentation trip what best practices ask, and no more",
  async () => {
    for (const [name, advice] of [
      ["documented-sample.akeyless.json", ["warning grants-role-management", "warning target-more-than-list"]],
      ["seeds.akeyless.json", []],
    ] as const) {
      const document = await openExample(name);
      const findings = await waitForFindings(document);
      const worthTelling = findings.filter(({ severity }) => severity !== DiagnosticSeverity.Hint);
      expectEqual(
        worthTelling.map(({ severity, code }) => `${DiagnosticSeverity[severity].toLowerCase()} ${codeOf(code)}`),
        advice,
        name,
      );
    }
  },
);

editorTest("every mistake is found where it is, and VS Code's JSON service does not repeat it", async () => {
  const document = await openExample("mistakes.akeyless.json");
  const findings = await waitFor("the findings of both", () => {
    const found = findingsOf(document);
    return found.some(isOurs) && !found.every(isOurs) && found;
  });
  const ours = findings.filter(isOurs);
  expectEqual(
    ours.filter(({ severity }) => severity !== DiagnosticSeverity.Hint).map(({ code }) => codeOf(code)),
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
  const broken = await openText("broken.akeyless.json", '{ "/a/b": [{ "capabilities": "[read]", }] }');
  await waitForFindings(broken);
  await waitFor("hover", () => hoverText(broken, 0, 4));
  expectEqual([...new Set(findingsOf(broken).map(({ source }) => source))], ["json"], "sources");

  const commented = await openText("commented.jsonc", '{ "/a/b": [{ "capabilities": "[read]" }] } // mine');
  const comments = await waitForFindings(commented);
  expectEqual(comments.map(summary), ["policy-lens json-syntax"], "findings");
});

editorTest("a quick fix gives the text that its title says", async () => {
  const document = await openText("fix.akeyless.json", '{ "/a/b": [{ "capabilities": "[lst]" }] }');
  await waitForFindings(document);
  const action = await waitFor("quick fix", async () => {
    const actions = await commands.executeCommand<{ title: string; edit?: WorkspaceEdit; isPreferred?: boolean }[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new Range(0, 32, 0, 32),
    );
    return actions.find(({ title }) => title === 'Change to "list"');
  });
  expectEqual(action.isPreferred, true, "preferred");
  await workspace.applyEdit(action.edit ?? new WorkspaceEdit());
  expectEqual(document.getText(), '{ "/a/b": [{ "capabilities": "[list]" }] }', "text after the fix");
  await waitFor("no findings", () => findingsOf(document).length === 0);
});

editorTest("a fix copies the command that takes the place of the rule, and removes the rule", async () => {
  const rule = '{ "rule-type": "search-rule", "capabilities": "[read]" }';
  const document = await openText("audit.akeyless.json", `{ "/self": [${rule}] }`);
  await waitForFindings(document);
  await env.clipboard.writeText("nothing yet");
  const action = await waitFor("quick fix", async () => {
    const actions = await commands.executeCommand<{ title: string; edit?: WorkspaceEdit; command?: Command }[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new Range(0, 32, 0, 32),
    );
    return actions.find(({ title }) => title.startsWith("Copy the command"));
  });
  await workspace.applyEdit(action.edit ?? new WorkspaceEdit());
  await commands.executeCommand(action.command?.command ?? "none", ...(action.command?.arguments ?? []));
  expectEqual(document.getText(), "{}", "text after the fix");
  const copied = await env.clipboard.readText();
  expectEqual(copied, "akeyless update-role --name '<role>' --audit-access own", "clipboard");
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
  return `${source} ${codeOf(code)}`;
}

function codeOf(code: Diagnostic["code"]): string | number | undefined {
  return typeof code === "object" ? code.value : code;
}
