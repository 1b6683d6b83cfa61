// What client and server say to each other beyond LSP: declared once, typed, without code of either side.
// Any editor may use it; nothing of it is needed for plain LSP.

import type { PathChoice, RuleTypeChoice } from "../features/list-choices.ts";
import type { PathAnswer } from "../features/simulator/decide-path.ts";
import type { ConvertRequests, SimulatorNotifications, SimulatorRequests } from "./simulator-protocol.ts";

/** The requests beyond LSP: what is asked, and what is answered. */
export interface CustomRequests extends SimulatorRequests, ConvertRequests {
  /** What a client that holds this file's role may do on one path. */
  readonly "policyLens/impersonate": { readonly params: ImpersonateParams; readonly answer: ImpersonateAnswer };
  /** What can be asked of a rules file: its own paths and rule types. */
  readonly "policyLens/choices": { readonly params: DocumentParams; readonly answer: Choices };
}

/** The notifications that the client sends beyond LSP. */
export interface ClientNotifications extends SimulatorNotifications {}

/** What the server asks of a client that said `filesThroughClient`. */
export interface ClientRequests {
  /** Looks for files below a folder. */
  readonly "policyLens/findFiles": { readonly params: FindFilesParams; readonly answer: FindFilesAnswer };
  /** Reads a part of a file's text. */
  readonly "policyLens/readFile": { readonly params: ReadFileParams; readonly answer: ReadFileAnswer };
}

export interface FindFilesParams {
  /** The uri of a folder of the workspace, or of one below it. */
  readonly folder: string;
  /** Shell globs below it; a file is found if it matches any of them. */
  readonly globs: readonly string[];
  /** Names of folders that are not looked into. */
  readonly skippedFolders: readonly string[];
  /** How many files are wanted at most. */
  readonly limit: number;
}

export interface FindFilesAnswer {
  readonly uris: readonly string[];
  /** Whether there are no more of them. */
  readonly complete: boolean;
}

export interface ReadFileParams extends DocumentParams {
  readonly maxBytes: number;
  /** Names one reading of the file: all its parts are of the same text. */
  readonly reading: string;
  /** Where the part begins and how long it is, in UTF-16 units. */
  readonly from: number;
  readonly length: number;
}

export type ReadFileAnswer =
  /** A part of the text, and how long the whole is. */
  | { readonly text: string; readonly total: number }
  /** A sentence without the file's name. */
  | { readonly text?: undefined; readonly missing: boolean; readonly message: string };

/** The notifications that the server sends beyond LSP, if the client asked for them. */
export interface CustomNotifications {
  /** Sent when a document is opened, and when it becomes a rules file or ceases to be one. */
  readonly "policyLens/documentState": DocumentState;
  /** Policies have become others, by edits or because files were read; sent after a pause. */
  readonly "policyLens/policyChanged": PolicyChange;
  /** A feature failed by a fault of ours and answered neutrally. Sent once for each feature and document. */
  readonly "policyLens/featureFailed": FeatureFailure;
}

export interface DocumentParams {
  readonly uri: string;
}

export interface ImpersonateParams extends DocumentParams {
  /** May lack its leading slash (F5.1). */
  readonly path: string;
  readonly ruleType: string;
}

export interface ImpersonateAnswer extends PathAnswer {
  readonly uri: string;
}

export interface Choices {
  /** The paths of the file in its order, with their leading slash, each once. */
  readonly paths: readonly PathChoice[];
  /** The rule types of the file first, then the other known ones. */
  readonly ruleTypes: readonly RuleTypeChoice[];
}

export interface DocumentState extends DocumentParams {
  readonly isRulesFile: boolean;
}

/** The documents of the policies that have become others. */
export interface PolicyChange {
  readonly uris: readonly string[];
}

export interface FeatureFailure {
  readonly feature: string;
  readonly uri: string | undefined;
  readonly message: string;
}

/** What a client may send as `initializationOptions`; everything is optional. */
export interface InitializationOptions {
  /** The value of the settings section `policyLens`. */
  readonly settings?: unknown;
  /**
   * The editor has a JSON service of its own, as VS Code has: then syntax errors and symbols are left to it.
   * Comments in documents of the language `jsonc` are still reported: that service accepts them, the command does not.
   */
  readonly editorReadsJson?: boolean;
  /** Where a check is described: an address with `{code}` in the place of the check's code. */
  readonly checkPages?: string;
  /** Whether the client listens to the notifications above. */
  readonly notifications?: boolean;
  /**
   * Whether the client has the commands `policyLens.impersonate`, for what stands above paths, and `policyLens.copyText`,
   * by which a fix copies the text that is its argument.
   */
  readonly viewCommands?: boolean;
  /** Whether the client answers `ClientRequests`; otherwise the server reads files from the disk, where it has one. */
  readonly filesThroughClient?: boolean;
}
