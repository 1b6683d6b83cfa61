// What the simulator's view asks and is answered: part of protocol.ts, in a file of its own because there is much of it.
// Answers have the shapes in which the features make them. Times are unix seconds; without one it is now.

import type { AskedClient, WrittenClaims } from "../features/simulator/choose-client.ts";
import type { PathProposal } from "../features/simulator/complete-path.ts";
import type { PathAnswer } from "../features/simulator/decide-path.ts";
import type { EarlierText } from "../features/simulator/earlier-snapshot.ts";
import type { ClientChoices } from "../features/simulator/list-clients.ts";
import type { TreeFilter, TreePage } from "../features/simulator/page-tree.ts";
import type { ComparisonAnswer } from "../features/simulator/tell-changes.ts";
import type { ToldErrors } from "../features/simulator/tell-errors.ts";
import type { HeldRoles } from "../features/simulator/tell-roles.ts";
import type { WhoCanAnswer } from "../features/simulator/tell-who-can.ts";
import type { WrittenCommand } from "../features/simulator/write-command.ts";

/** A request that is asked anew supersedes the one before it that is not answered yet. */
export interface SimulatorRequests {
  /** Who can be asked for. */
  readonly "policyLens/clients": {
    readonly params: SubjectParams;
    /** With a manifest that stands over the document and has it in no role, and with errors in the files. */
    readonly answer: (ClientChoices & ToldErrors & { readonly leftOutBy: LeavingOut | undefined }) | Unanswered;
  };
  /** What a client holds and what not. */
  readonly "policyLens/roles": { readonly params: ClientParams; readonly answer: HeldRoles | Unanswered };
  /** What it may do on one path. */
  readonly "policyLens/decidePath": {
    readonly params: ClientParams & { readonly path: string; readonly ruleType: string };
    readonly answer: (PathAnswer & WrittenCommand) | Unanswered;
  };
  /** Everything it may do, a page of rows. */
  readonly "policyLens/access": { readonly params: AccessParams; readonly answer: AccessPage | Unanswered };
  /** What an edit grants and revokes; without a client in every role. */
  readonly "policyLens/compare": { readonly params: CompareParams; readonly answer: ComparedAnswer | Unanswered };
  /** Of which documents beyond those of today an earlier state of the policy is made. */
  readonly "policyLens/earlierDocuments": {
    readonly params: SubjectParams & {
      /** The earlier text of the manifest, where it is another. */
      readonly manifest?: string | undefined;
      /** Documents that have changed since, the policy's own and others. */
      readonly changed: readonly string[];
    };
    readonly answer: EarlierDocuments | Unanswered;
  };
  /** Who has a capability anywhere under a pattern. */
  readonly "policyLens/whoCan": {
    readonly params: SubjectParams & {
      readonly capability: string;
      readonly pattern: string;
      readonly ruleType: string;
      readonly time?: number;
      /** How many rows at most, and how many of them for one holder. */
      readonly most?: number;
      readonly mostParts?: number;
    };
    readonly answer: WhoCanAnswer | Unanswered;
  };
  /** Paths to ask about. */
  readonly "policyLens/completePath": {
    readonly params: SubjectParams & { readonly typed: string };
    readonly answer: readonly PathProposal[] | Unanswered;
  };
  /** The text of a first manifest for a folder, from its rules files or from an export of roles in it. */
  readonly "policyLens/draftManifest": {
    readonly params: { readonly folder: string; readonly roleExport?: string };
    readonly answer: { readonly text: string };
  };
  /** Reads claims as `describe-sub-claims` prints them. */
  readonly "policyLens/readClaims": {
    readonly params: { readonly text: string };
    readonly answer: { readonly claims: WrittenClaims; readonly faults: readonly string[] };
  };
}

/** Rules in other forms. */
export interface ConvertRequests {
  /** The rules of an open rules file as commands for a shell, as Terraform, or as a role export. */
  readonly "policyLens/writeRules": {
    readonly params: SubjectParams & {
      readonly form: "commands" | "powershell-commands" | "terraform" | "role-export";
    };
    readonly answer: { readonly text: string; readonly role: string; readonly count: number };
  };
  /** The roles of an export, each as the text of a rules file. */
  readonly "policyLens/readRoles": {
    readonly params: { readonly text: string };
    readonly answer: {
      readonly roles: readonly { readonly name: string; readonly text: string }[];
      readonly faults: readonly string[];
    };
  };
}

/** What the view's side tells the server. */
export interface SimulatorNotifications {
  readonly "policyLens/chooseClient": ChosenClientParams;
}

export interface SubjectParams {
  /** A rules file or a manifest; the question is about the policy to which it belongs. */
  readonly uri: string;
  /** Questions of different lanes do not supersede each other. */
  readonly lane?: string;
}

/** Whom the hints in the text are about; nobody where `client` is missing. */
export interface ChosenClientParams {
  readonly client?: AskedClient;
}

export interface ClientParams extends SubjectParams {
  readonly client: AskedClient;
  readonly time?: number;
}

export interface AccessParams extends ClientParams {
  readonly basis: "objects" | "patterns";
  readonly filter: TreeFilter;
  /** Folders that are not as they are at first. */
  readonly toggled: readonly string[];
  readonly offset: number;
  readonly limit: number;
  /** Needed to tell what changed. */
  readonly earlier: readonly EarlierText[];
}

/** The command line of the page, too, gives the same answer. */
export interface AccessPage extends TreePage, WrittenCommand {
  /** What the rows are: real objects, or patterns. */
  readonly basis: "objects" | "patterns";
  /** Sentences beside the rows: why there are none, and with what they were compared. */
  readonly remarks: readonly string[];
}

/** A manifest that has a file in no role. */
export interface LeavingOut {
  readonly path: string;
  /** Whether it cannot be read whole, so that it may not mean to. */
  readonly isFaulty: boolean;
}

export interface EarlierDocuments {
  readonly documents: readonly string[];
  /** What is to be looked for below folders besides. */
  readonly globs: readonly { readonly folder: string; readonly glob: string }[];
}

export interface CompareParams extends SubjectParams {
  readonly client?: AskedClient;
  readonly earlier: readonly EarlierText[];
  readonly time?: number;
}

export interface ComparedAnswer extends ComparisonAnswer {
  /** With what it was compared, as a sentence. */
  readonly against: string;
}

/** Why there is no answer, as a sentence. */
export interface Unanswered {
  readonly fault: string;
}
