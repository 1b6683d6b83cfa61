// The language status item of rules files: recognised, number of findings, state of the server.

import {
  DiagnosticSeverity,
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  type Uri,
} from "vscode";
import type { RulesFiles } from "./rules-files.ts";
import type { Server } from "./server.ts";

/** Shows the item while a rules file is active. */
export function showStatus(server: Server, files: RulesFiles): Disposable {
  let item: LanguageStatusItem | undefined;
  let failedFeature: string | undefined;

  const update = (): void => {
    const document = files.active;
    if (!document) {
      item?.dispose();
      item = undefined;
      return;
    }
    item ??= createItem();
    const counts = countFindings(document.uri);
    item.busy = server.state === "starting";
    item.text = `Rules file: ${countText(counts)}`;
    item.detail = failedFeature === undefined ? `server ${server.state}` : `${failedFeature} failed, see the output`;
    item.severity = server.state === "stopped" || failedFeature ? LanguageStatusSeverity.Error : severityOf(counts);
  };

  server.listen("policyLens/featureFailed", ({ feature }) => {
    failedFeature = feature;
    update();
  });
  return Disposable.from(
    server.onStateChange(update),
    files.onChange(update),
    languages.onDidChangeDiagnostics(update),
    { dispose: () => item?.dispose() },
  );
}

function createItem(): LanguageStatusItem {
  const item = languages.createLanguageStatusItem("policyLens.status", [{ language: "json" }, { language: "jsonc" }]);
  item.name = "Policy Lens";
  item.command = { title: "Show Output", command: "policyLens.showOutput" };
  return item;
}

interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly others: number;
}

/** Only our own findings: VS Code's JSON service has others. */
function countFindings(uri: Uri): Counts {
  const severities = languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "policy-lens")
    .map(({ severity }) => severity);
  const errors = severities.filter((severity) => severity === DiagnosticSeverity.Error).length;
  const warnings = severities.filter((severity) => severity === DiagnosticSeverity.Warning).length;
  return { errors, warnings, others: severities.length - errors - warnings };
}

function countText({ errors, warnings, others }: Counts): string {
  const parts = [plural(errors, "error"), plural(warnings, "warning"), plural(others, "note")].filter(Boolean);
  return parts.length === 0 ? "no findings" : parts.join(", ");
}

function plural(count: number, word: string): string {
  if (count === 0) return "";
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}

function severityOf({ errors, warnings }: Counts): LanguageStatusSeverity {
  if (errors > 0) return LanguageStatusSeverity.Error;
  return warnings > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
}
