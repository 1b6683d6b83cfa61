/**
 * A name by which roles, auth methods and objects are found: with or without a leading slash they are the same (F5.1).
 * Case counts.
 */
export function nameKey(name: string): string {
  return name.startsWith("/") ? name.slice(1) : name;
}
