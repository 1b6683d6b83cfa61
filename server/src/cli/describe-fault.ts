/** Says in one sentence why a file, a folder or standard input could not be read. */
export function describeFault(name: string, thrown: unknown): string {
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : undefined;
  const said = code === undefined ? undefined : REASONS[code];
  if (said !== undefined) return said(name);
  return `"${name}" cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}.`;
}

/** Whether there is no such file or folder. */
export function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && (thrown.code === "ENOENT" || thrown.code === "ENOTDIR");
}

const REASONS: Readonly<Record<string, (name: string) => string>> = {
  ENOENT: (name) => `There is no file or folder "${name}".`,
  ENOTDIR: (name) => `There is no file or folder "${name}".`,
  EACCES: (name) => `"${name}" may not be read by this user.`,
  EPERM: (name) => `"${name}" may not be read by this user.`,
  EISDIR: (name) => `"${name}" is a folder, not a file.`,
  ELOOP: (name) => `"${name}" is a link that leads in a circle.`,
  ERR_FS_FILE_TOO_LARGE: (name) => `"${name}" is too large to be read.`,
  ERR_STRING_TOO_LONG: (name) => `"${name}" is too large to be read.`,
};
