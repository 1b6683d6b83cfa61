// Everything that is found when a workspace is looked at as a whole, by document. What a rules file shows by itself is
// not repeated; the switches of the manifest hold, and what they do in vain is a finding, too.

import { groupBy } from "../policy/group-by.ts";
import type { Suppression } from "../policy/manifest.ts";
import type { PlacedFault } from "../policy/policy-snapshot.ts";
import { WIDENED_CHECKS, WORKSPACE_CHECKS } from "./all-workspace-checks.ts";
import { applySuppressions } from "./apply-suppressions.ts";
import { applyCheckSettings, type CheckSettings } from "./check-settings.ts";
import { findVainSwitches } from "./find-vain-switches.ts";
import { decideOnProblems, readTeamDecisions } from "./team-decisions.ts";
import type { WorkspaceCheck, WorkspaceProblem } from "./workspace-check.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** The findings by document, in the order of its text. @param person the settings of the person. */
export function checkWorkspace(
  view: WorkspaceView,
  person: CheckSettings,
): ReadonlyMap<string, readonly WorkspaceProblem[]> {
  const { snapshot } = view;
  const decisions = readTeamDecisions(snapshot, person);
  const { settings, suppressions, fileName } = decisions;
  const isOn = ({ code }: WorkspaceCheck): boolean => settings.get(code) !== "off";
  const found = [
    ...snapshot.faults.map(fromFault),
    ...[...WORKSPACE_CHECKS, ...WIDENED_CHECKS].filter(isOn).flatMap((check) => runCheck(check, view)),
  ];
  const used = new Set<Suppression>();
  const describe = ({ code, document, subject }: WorkspaceProblem) => ({ code, file: fileName(document), subject });
  const kept = applySuppressions(applyCheckSettings(found, settings), describe, suppressions, used);
  if (suppressions.length > 0) {
    for (const [document, file] of snapshot.rulesFiles)
      decideOnProblems(file, document, view.problemsOf(document), decisions, used);
  }
  const onSwitches = snapshot.manifest ? findVainSwitches(snapshot.manifest, used) : [];
  return groupByDocument([...kept, ...applyCheckSettings(onSwitches, settings)]);
}

function runCheck(check: WorkspaceCheck, view: WorkspaceView): WorkspaceProblem[] {
  return [...check.run(view)].flatMap(({ place, related = [], ...finding }) =>
    place === undefined
      ? []
      : {
          code: check.code,
          severity: check.severity,
          fixes: [],
          ...finding,
          document: place.document,
          span: place.span,
          related: related.flatMap(({ place: other, message }) =>
            other ? { document: other.document, span: other.span, message } : [],
          ),
        },
  );
}

function fromFault({ code, severity, message, document, span }: PlacedFault): WorkspaceProblem {
  return { code, severity, message, document, span, subject: "", related: [], fixes: [] };
}

function groupByDocument(problems: readonly WorkspaceProblem[]): ReadonlyMap<string, readonly WorkspaceProblem[]> {
  const groups = groupBy(problems, ({ document }) => document);
  for (const group of groups.values()) group.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return groups;
}
