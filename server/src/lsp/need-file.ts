import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { OpenFile } from "./document-store.ts";
import type { Session } from "./session.ts";

/** The rules file that a request is about; a request about none fails. */
export function needFile(session: Session, uri: string): OpenFile {
  const open = session.documents.getFile(uri);
  if (open) return open;
  throw new ResponseError(LSPErrorCodes.RequestFailed, `${uri} is not an open rules file.`);
}
