// The page that holds the view's script. Nothing from elsewhere, nothing inline without the nonce, no handlers in markup.

import { Uri, type Webview } from "vscode";
import { VIEW_STYLE } from "./view-style.ts";

/** The html of the view. */
export function viewPage(webview: Webview, extensionUri: Uri): string {
  const nonce = globalThis.crypto.randomUUID();
  const script = webview.asWebviewUri(Uri.joinPath(extensionUri, "dist", "impersonate-view.js"));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Impersonate</title>
<style nonce="${nonce}">${VIEW_STYLE}</style>
</head>
<body>
<script nonce="${nonce}" src="${script.toString()}"></script>
</body>
</html>`;
}
