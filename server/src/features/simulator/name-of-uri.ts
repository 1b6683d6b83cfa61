/** The name of a document as people write it: the last part of its uri, decoded where it can be. */
export function nameOfUri(uri: string): string {
  const name = uri.slice(Math.max(uri.lastIndexOf("/"), uri.indexOf(":")) + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
