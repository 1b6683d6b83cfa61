// An answer as a page: headings, lists and links, no script. Every text of the user's is escaped.

import type { ImpersonateAnswer, LinkedSentence, SourceLink } from "../../../server/src/lsp/protocol.ts";
import { ANSWER_STYLE } from "./answer-style.ts";

/** The page for an answer. */
export function renderAnswer(answer: ImpersonateAnswer): string {
  const { verdict, path, ruleType, capabilities, headline, because, nearMisses, assumptions } = answer;
  return page(
    `<header>
      <h1><span class="badge ${verdict}">${VERDICTS[verdict]}</span> <code>${escapeHtml(path)}</code></h1>
      <p class="subject">${escapeHtml(ruleType)}, for a client that holds only the rules of this file</p>
    </header>
    <p class="headline">${escapeHtml(headline)}</p>
    ${capabilities.length === 0 ? "" : capabilityList(capabilities)}
    ${section("Because", because, "No rule of this file says anything about this path.")}
    ${section("Why not", nearMisses)}
    ${section("This rests on assumptions", assumptions)}
    <p><a href="${commandLink("policyLens.impersonate", [{ uri: answer.uri }])}">Ask about another path</a></p>`,
  );
}

/** The page for a question that cannot be answered now. */
export function renderFailure(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return page(`<h1>No answer</h1><p>${escapeHtml(reason)}</p>`);
}

const VERDICTS: Readonly<Record<ImpersonateAnswer["verdict"], string>> = {
  allowed: "Allowed",
  denied: "Denied",
  "not-granted": "Not granted",
  uncertain: "Uncertain",
};

function page(body: string): string {
  const nonce = globalThis.crypto.randomUUID();
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Impersonate</title>
<style nonce="${nonce}">${ANSWER_STYLE}</style>
</head>
<body><main>${body}</main></body>
</html>`;
}

function capabilityList(capabilities: readonly string[]): string {
  const items = capabilities.map((name) => `<li><code>${escapeHtml(name)}</code></li>`).join("");
  return `<ul class="capabilities" aria-label="Capabilities">${items}</ul>`;
}

function section(title: string, sentences: readonly LinkedSentence[], otherwise?: string): string {
  if (sentences.length === 0 && otherwise === undefined) return "";
  const items = sentences.map((sentence) => `<li>${sentence.map(sentencePart).join("")}</li>`).join("\n");
  const body = sentences.length > 0 ? `<ul>${items}</ul>` : `<p>${escapeHtml(otherwise ?? "")}</p>`;
  return `<section><h2>${escapeHtml(title)}</h2>${body}</section>`;
}

function sentencePart(part: string | SourceLink): string {
  if (typeof part === "string") return escapeHtml(part);
  const { start, end } = part.range;
  const place = [part.uri, start.line, start.character, end.line, end.character];
  return `<a href="${commandLink("policyLens.openPlace", place)}">${escapeHtml(part.label)}</a>`;
}

function commandLink(command: string, parameters: readonly unknown[]): string {
  return escapeHtml(`command:${command}?${encodeURIComponent(JSON.stringify(parameters))}`);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
