import type { Check } from "../../server/src/checks/check.ts";

/** The page that lists all checks, from the list of checks. */
export function writeIndexPage(checks: readonly Check[]): string {
  const rows = checks.map(({ code, severity, summary }) => `| [${code}](${code}.md) | ${severity} | ${summary} |`);
  return `# Checks

What Policy Lens looks for in a rules file. Each check has a page that says what to avoid, what to write instead and why;
numbers such as F1.3 and A5 are the facts and assumptions in [the semantics](../semantics.md).

| check | severity | finds |
| --- | --- | --- |
${rows.join("\n")}

An _error_ is against what is documented: the rule does not do what it says. A _warning_ is a form that is still read, or a part without effect.
`;
}
