// Typing in a large rules file with the simulator's view open: from a key to the view's new answers, against VS Code's
// JSON language service parsing and validating the same text, which every key costs anyhow.

import { mkdirSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type Corpus, readRules } from "./corpus.ts";
import { type LanguageClient, startLanguageServer } from "./language-client.ts";
import { seededRandom } from "./random.ts";
import { rulesFileText } from "./rules-file-text.ts";
import { startQuestionWorker } from "./start-worker.ts";
import { applyKeystroke, type Keystroke, typeStory } from "./typing-story.ts";

export type ViewSection = "One path" | "What";

export interface TypingTimes {
  readonly size: number;
  /** Milliseconds for each key, by what the view shows. */
  readonly updates: ReadonlyMap<ViewSection, readonly { readonly kind: Keystroke["kind"]; readonly took: number }[]>;
  /** Milliseconds in which the JSON service parses and validates the text. */
  readonly service: readonly number[];
}

/** @param stories how many times somebody types a few lines somewhere, in each section. */
export async function measureTyping(
  folder: string,
  { size, rulesFile }: Corpus,
  stories: number,
): Promise<TypingTimes> {
  const home = `${folder}/typing`;
  mkdirSync(home, { recursive: true });
  const start = rulesFileText(readRules(rulesFile));
  writeFileSync(`${home}/policy-lens.json`, JSON.stringify(MANIFEST));
  writeFileSync(`${home}/team.akeyless.json`, start);
  const random = seededRandom(7);
  const updates = new Map<ViewSection, { kind: Keystroke["kind"]; took: number }[]>();
  const service: number[] = [];
  const validator = await startQuestionWorker();
  try {
    for (const section of ["One path", "What"] as const) {
      const times: { kind: Keystroke["kind"]; took: number }[] = [];
      const server = startLanguageServer();
      try {
        const uri = await openFile(server, home, start);
        let [text, version] = [start, 1];
        // The first story warms up.
        for (let story = 0; story <= stories; story++) {
          for (const key of typeStory(text, random)) {
            const took = await timeKeystroke(server, section, { uri, text, version: ++version }, key);
            text = applyKeystroke(text, key);
            if (story > 0) times.push({ kind: key.kind, took });
          }
          const { parse, validate } = await validator.ask("validation", { rulesFile });
          if (story > 0) service.push(parse + validate);
        }
        JSON.parse(text);
      } finally {
        server.stop();
      }
      updates.set(section, times);
    }
    return { size, updates, service };
  } finally {
    validator.stop();
  }
}

const CLIENT = { kind: "identity", name: "somebody" };

const MANIFEST = {
  roles: {
    team: { rules: ["team.akeyless.json"], associations: [{ authMethod: "idp", subClaims: { groups: "team" } }] },
  },
  authMethods: { idp: { kind: "saml2" } },
  identities: { somebody: { authMethod: "idp", claims: { groups: ["team"] } } },
};

async function openFile(server: LanguageClient, home: string, text: string): Promise<string> {
  const root = pathToFileURL(home).href;
  await server.ask("initialize", {
    processId: null,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: "typing" }],
    capabilities: { workspace: { workspaceFolders: true }, textDocument: { diagnostic: {} } },
  });
  server.tell("initialized", {});
  const uri = `${root}/team.akeyless.json`;
  server.tell("textDocument/didOpen", { textDocument: { uri, languageId: "json", version: 1, text } });
  for (let tries = 0; tries < 500; tries++) {
    const { hasManifest } = await server.ask<{ hasManifest?: boolean }>("policyLens/clients", { uri });
    if (hasManifest) return uri;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("The server did not read the manifest.");
}

/** From the key to the last answer of those that the view asks for; the pause that the view makes is not counted. */
async function timeKeystroke(
  server: LanguageClient,
  section: ViewSection,
  { uri, text, version }: { readonly uri: string; readonly text: string; readonly version: number },
  { at, text: come }: Keystroke,
): Promise<number> {
  const place = positionAt(text, at);
  const started = performance.now();
  server.tell("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges: [{ range: { start: place, end: place }, text: come }],
  });
  await server.ask("policyLens/clients", { uri });
  const who = { uri, client: CLIENT };
  const ask = (method: string, params: object): Promise<{ readonly fault?: string }> => server.ask(method, params);
  const answers = await Promise.all([
    ask("policyLens/roles", who),
    ...(section === "What"
      ? [ask("policyLens/access", { ...who, ...PAGE })]
      : [
          ask("policyLens/decidePath", { ...who, path: "/prod/eu/payments/db", ruleType: "item-rule" }),
          ask("policyLens/completePath", { uri, typed: "/prod/eu/payments/db" }),
        ]),
  ]);
  const took = performance.now() - started;
  const fault = answers.find((answer) => answer.fault !== undefined)?.fault;
  if (fault !== undefined) throw new Error(fault);
  return took;
}

const PAGE = { basis: "patterns", filter: { text: "", only: "all" }, toggled: [], offset: 0, limit: 60, earlier: [] };

function positionAt(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length - 1, character: offset - before.lastIndexOf("\n") - 1 };
}
