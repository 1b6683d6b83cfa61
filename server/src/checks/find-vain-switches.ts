// What the manifest says of checks in vain: checks that do not exist, severities that are none, suppressions that
// suppress nothing or do not say why. These findings are about suppressions, and are not suppressed themselves.

import type { Suppression } from "../policy/manifest.ts";
import type { ManifestDocument } from "../policy/policy-snapshot.ts";
import { removeElement } from "../text/json-edits.ts";
import { fieldNode } from "../text/json-fields.ts";
import { nearestWord } from "../text/nearest-word.ts";
import { readJson } from "../text/read-json.ts";
import type { Span, Spanned } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { ALL_CHECKS } from "./all-workspace-checks.ts";
import { CHECK_SETTINGS, readCheckSetting } from "./check-settings.ts";
import type { Fix } from "./problem.ts";
import { joinWords, quote } from "./quote.ts";
import { REPORTED_FAULTS } from "./reported-faults.ts";
import type { WorkspaceProblem } from "./workspace-check.ts";

/** The findings at the manifest, in no order. @param used the suppressions that have an effect. */
export function findVainSwitches(manifest: ManifestDocument, used: ReadonlySet<Suppression>): WorkspaceProblem[] {
  const { checks, suppressions } = manifest.manifest;
  const remove = prepareRemoval(manifest);
  const say = (code: string, span: Span, message: string, fixes: readonly Fix[] = []): WorkspaceProblem => ({
    code,
    severity: REPORTED_FAULTS.find((fault) => fault.code === code)?.severity ?? "warning",
    message,
    document: manifest.document,
    span,
    subject: "",
    related: [],
    fixes,
  });
  const unknown = (check: Spanned<string>): WorkspaceProblem[] => {
    if (CODES.includes(check.value)) return [];
    const near = nearestWord(check.value, CODES);
    const advice = near === undefined ? "It is ignored." : `Did you mean ${quote(near)}?`;
    const message = `There is no check ${quote(check.value)}. ${advice}`;
    return [say("unknown-check", check.span, message, changeTo(check, near))];
  };
  return [
    ...checks.flatMap(({ check, severity }) => {
      if (readCheckSetting(severity.value)) return unknown(check);
      const message = `${quote(severity.value)} is no severity. Write ${joinWords(CHECK_SETTINGS, "or")}.`;
      const fixes = changeTo(severity, nearestWord(severity.value, CHECK_SETTINGS));
      return [...unknown(check), say("invalid-manifest", severity.span, message, fixes)];
    }),
    ...suppressions.flatMap((suppression) => {
      const named = unknown(suppression.check);
      if (named.length > 0) return named;
      const removal = { title: "Remove the suppression", edits: remove(suppression), preferred: false };
      const vain = used.has(suppression) ? [] : [say("unused-suppression", suppression.span, UNUSED, [removal])];
      const hasReason = suppression.reason !== undefined && suppression.reason.trim() !== "";
      return [...vain, ...(hasReason ? [] : [say("suppression-without-reason", suppression.span, NO_REASON)])];
    }),
  ];
}

/** Whether a suppression of a check has an effect. */
export function isSuppressible(code: string): boolean {
  return !ABOUT_SWITCHES.has(code);
}

const ABOUT_SWITCHES: ReadonlySet<string> = new Set([
  "unknown-check",
  "unused-suppression",
  "suppression-without-reason",
]);
const CODES = ALL_CHECKS.map(({ code }) => code);
const UNUSED = "This suppresses nothing. Remove it, or correct its file and path.";
const NO_REASON = `Say in "reason" why this is accepted, for whoever reads it next.`;

/** The words are plain: quotes are all they need. */
function changeTo({ span }: Spanned<string>, word: string | undefined): Fix[] {
  if (word === undefined) return [];
  return [{ title: `Change to ${quote(word)}`, edits: [{ span, newText: `"${word}"` }], preferred: true }];
}

/** Made once for all suppressions of a manifest. @returns the edits that take one out. */
function prepareRemoval({ text, manifest }: ManifestDocument): (suppression: Suppression) => readonly TextEdit[] {
  const root = manifest.suppressions.length > 0 ? readJson(text).root : undefined;
  const list = root?.kind === "object" ? fieldNode(root, "suppress") : undefined;
  if (list?.kind !== "array") return () => [];
  const indexes = new Map(list.elements.map(({ span }, index) => [span.start, index]));
  return ({ span }) => {
    const index = indexes.get(span.start);
    return index === undefined ? [] : removeElement(text, list, index);
  };
}
