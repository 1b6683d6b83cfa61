// Where a document lies below a folder. Editors spell the same uri in several ways (`%3A` for `:`), so files of a folder
// are told apart by their decoded path below it, never by their uri.

import { replaceHalves } from "../../text/half-characters.ts";

/** The decoded path of a uri below a folder's uri; nothing for what does not lie below it. */
export function pathInFolder(folder: string, uri: string): string | undefined {
  const below = readUri(uri);
  const above = readUri(folder);
  if (!below || !above || below.origin !== above.origin) return undefined;
  const start = above.path.endsWith("/") ? above.path : `${above.path}/`;
  return below.path.startsWith(start) && below.path.length > start.length ? below.path.slice(start.length) : undefined;
}

/** Whether two uris name the same folder, however they are spelled. */
export function isSameFolder(one: string, other: string): boolean {
  const [a, b] = [readUri(one), readUri(other)];
  return a !== undefined && b !== undefined && a.origin === b.origin && trimEnd(a.path) === trimEnd(b.path);
}

/** Whether a folder is another one or lies below it. */
export function isInFolder(outer: string, folder: string): boolean {
  return isSameFolder(outer, folder) || pathInFolder(outer, folder) !== undefined;
}

function trimEnd(path: string): string {
  return path.replace(/\/$/, "");
}

/** The uri of a path below a folder, as VS Code spells it; an empty path is the folder. */
export function uriInFolder(folder: string, path: string): string {
  if (path === "") return folder;
  return `${folder.replace(/\/$/, "")}/${path.split("/").map(encodeStep).join("/")}`;
}

/** Half a character has no encoding. */
function encodeStep(step: string): string {
  return encodeURIComponent(replaceHalves(step)).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Of several folders those that a document lies in, the innermost first. */
export function foldersAround(folders: Iterable<string>, uri: string): string[] {
  const around = [...folders].flatMap((folder) => {
    const path = pathInFolder(folder, uri);
    return path === undefined ? [] : [{ folder, length: path.length }];
  });
  return around.sort((a, b) => a.length - b.length).map(({ folder }) => folder);
}

function readUri(uri: string): { readonly origin: string; readonly path: string } | undefined {
  const [, scheme = "", authority = "", path = ""] = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)/i.exec(uri) ?? [];
  if (scheme === "") return undefined;
  return { origin: `${scheme}://${decode(authority)}`.toLowerCase(), path: lowerDrive(decode(path)) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Windows' drive letters are written in either case. */
function lowerDrive(path: string): string {
  return path.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
}
