// What readers and switches report by themselves: no check runs for it, but it has a code, a severity and a page like all others.

import type { CheckInfo } from "./check.ts";

export const REPORTED_FAULTS: readonly CheckInfo[] = [
  {
    code: "invalid-manifest",
    severity: "error",
    summary: "The manifest says something that cannot be read, and it is left out.",
  },
  {
    code: "outside-folder",
    severity: "error",
    summary: "A path of the manifest leads out of its workspace folder and is not read.",
  },
  {
    code: "missing-file",
    severity: "error",
    summary: "A file that the manifest names is not there or cannot be read.",
  },
  {
    code: "unknown-auth-method",
    severity: "warning",
    summary: "An association or identity names an auth method that does not exist.",
  },
  { code: "invalid-export", severity: "warning", summary: "A part of an export cannot be read, and it is left out." },
  {
    code: "cut-short-export",
    severity: "information",
    summary: "An export names a next page, so that what is missing in it proves nothing.",
  },
  { code: "unknown-check", severity: "warning", summary: "The manifest names a check that does not exist." },
  { code: "unused-suppression", severity: "warning", summary: "A suppression suppresses nothing, and may be removed." },
  {
    code: "suppression-without-reason",
    severity: "information",
    summary: "A suppression does not say why the finding is accepted.",
  },
];
