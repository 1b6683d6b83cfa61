import type { CheckInfo } from "../../server/src/checks/check.ts";

/** The page that lists all checks, from the lists of checks. */
export function writeIndexPage(
  checks: readonly CheckInfo[],
  workspaceChecks: readonly CheckInfo[],
  faults: readonly CheckInfo[],
): string {
  return `# Checks

What Policy Lens looks for. Each check has a page that says what to avoid, what to write instead and why;
numbers such as F1.3 and A5 are the facts and assumptions in [the semantics](../semantics.md).
[Switching checks](../switching-checks.md) tells how a check gets another severity, and how a finding is accepted.

## In a rules file

${writeRows(checks)}

## In a workspace

With a manifest: roles, auth methods, associations and the inventory. never-grants and adds-nothing then also look across the files of one role (of up to 4,000 rules; of roles that share files, together up to 40,000), and root-level-item at the items.

${writeRows(workspaceChecks)}

## In manifests and exports

${writeRows(faults)}

## What the severities mean

An _error_ is against what is documented, or dangerous: the rule does not do what it says, or does more than any user should have.
A _warning_ is a form that is still read, a part that is proved to be without effect, or something that best practices advise against.
_Information_ and _hints_ are advice. Nothing is said twice: a rule that is an error, or that is proved to be without effect, gets no advice.
`;
}

function writeRows(checks: readonly CheckInfo[]): string {
  const rows = checks.map(({ code, severity, summary }) => [`[${code}](${code}.md)`, severity, summary]);
  return writeTable([["check", "severity", "finds"], ...rows]);
}

/** A table with its columns aligned, as the formatter wants it; the first row is the head. */
function writeTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const padded = rows.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))));
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [padded[0], rule, ...padded.slice(1)].join("\n");
}
