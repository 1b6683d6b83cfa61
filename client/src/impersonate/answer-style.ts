/** The look of the view: VS Code's own colours and fonts, so that every theme fits, high contrast too. Colour is never all that tells. */
export const ANSWER_STYLE = `
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); color: var(--vscode-foreground);
  line-height: 1.5; padding: 0 1.25rem 1.5rem; }
main { max-width: 46rem; }
h1 { font-size: 1.35em; font-weight: 600; margin: 1.25rem 0 0; overflow-wrap: anywhere; }
h1 code { color: inherit; background: none; padding: 0; }
h2 { font-size: 1em; font-weight: 600; margin: 1.5rem 0 .35rem; padding-bottom: .25rem;
  border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
p { margin: .35rem 0; }
ul { margin: .35rem 0; padding-left: 1.25rem; }
li { margin: .3rem 0; overflow-wrap: anywhere; }
code { font-family: var(--vscode-editor-font-family); font-size: .95em; color: var(--vscode-textPreformat-foreground);
  background: var(--vscode-textPreformat-background); padding: .05em .35em; border-radius: 3px; }
a { color: var(--vscode-textLink-foreground); }
a:hover { color: var(--vscode-textLink-activeForeground); }
a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
.subject { color: var(--vscode-descriptionForeground); }
.headline { font-size: 1.08em; margin-top: 1rem; }
.badge { display: inline-block; font-size: .78em; padding: .1em .6em; border-radius: 1em; border: 2px solid;
  vertical-align: .12em; }
.allowed { border-color: var(--vscode-testing-iconPassed); }
.denied { border-color: var(--vscode-errorForeground); }
.not-granted { border-color: var(--vscode-descriptionForeground); }
.uncertain { border-color: var(--vscode-editorWarning-foreground); }
.capabilities { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem; }
.capabilities li { margin: 0; }
`;
