/** How the command ends, so that scripts can tell a finding from a failure. */
export const EXIT_CODES = {
  clean: 0,
  /** Something was found that the command was asked to fail on. */
  findings: 1,
  /** Bad usage, or input that could not be read. It outweighs findings: then not everything was looked at. */
  failure: 2,
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
