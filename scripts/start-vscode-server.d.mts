// The types of start-vscode-server.mjs, for the tests, which are TypeScript.

export interface ServerOptions {
  /** Path of VS Code's server-main.js. */
  readonly serverMain: string;
  /** Holds settings, state and logs of this server alone. */
  readonly dataFolder: string;
  /** Where its extensions are installed; by default a folder inside dataFolder. */
  readonly extensionsFolder?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Asks whether to trust the folder and starts in Restricted Mode; otherwise every folder is trusted. */
  readonly restricted?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface VscodeServer {
  /** Host and port, as in a vscode-remote URI. */
  readonly authority: string;
  /** The address that opens a folder, with pairs of VS Code's `payload` (extensionDevelopmentPath and the like). */
  urlFor(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** Resolves when the server has ended, for whatever reason. */
  untilEnded(): Promise<void>;
  /** Ends the server and every process that it started. */
  stop(): Promise<void>;
}

export function startVscodeServer(options: ServerOptions): Promise<VscodeServer>;
