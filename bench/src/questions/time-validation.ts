// How long VS Code's JSON language service takes to parse a rules file and validate it against the schema.

import type { ValidationTimes } from "../question-protocol.ts";
import { RULES_FILE_SCHEMA } from "./rules-file-schema.ts";

interface JsonLanguageService {
  configure(settings: object): void;
  parseJSONDocument(document: unknown): unknown;
  doValidation(document: unknown, parsed: unknown): Promise<readonly unknown[]>;
}

interface ServiceModule {
  getLanguageService(parameters: object): JsonLanguageService;
  readonly TextDocument: { create(uri: string, language: string, version: number, text: string): unknown };
}

export async function createValidation(): Promise<(text: string) => Promise<ValidationTimes>> {
  const name = "vscode-json-languageservice";
  const { default: module }: { default: ServiceModule } = await import(name);
  const service = module.getLanguageService({});
  const schema = { uri: "bench://rules-file", fileMatch: ["*.json"], schema: RULES_FILE_SCHEMA };
  service.configure({ validate: true, allowComments: false, schemas: [schema] });
  let version = 0;
  return async (text) => {
    version += 1;
    const document = module.TextDocument.create("file:///rules.json", "json", version, text);
    const start = performance.now();
    const parsed = service.parseJSONDocument(document);
    const middle = performance.now();
    const problems = await service.doValidation(document, parsed);
    return { parse: middle - start, validate: performance.now() - middle, problems: problems.length };
  };
}
