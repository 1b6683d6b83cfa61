/**
 * The look of the view: VS Code's own colours and fonts, so that every theme fits, high contrast too.
 * Colour is never all that tells. The height of a row is known to the tree-table as well.
 */
export const VIEW_STYLE = `
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); color: var(--vscode-foreground);
  line-height: 1.5; padding: 0 1rem 1.5rem; overflow-wrap: anywhere;
  background: var(--vscode-editor-background); }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 2rem; max-width: 90rem; }
main > * { min-width: 0; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
h2, h3 { font-size: 1em; font-weight: 600; margin: 1rem 0 .25rem; }
p { margin: .4rem 0; }
code, strong, .label, .link, .note { unicode-bidi: isolate; }
ul { margin: .25rem 0; padding-inline-start: 1.25rem; }
li { margin: .25rem 0; overflow-wrap: anywhere; }
code { font-family: var(--vscode-editor-font-family); font-size: .95em; color: var(--vscode-textPreformat-foreground);
  background: var(--vscode-textPreformat-background); padding: .05em .35em; border-radius: 3px; overflow-wrap: anywhere; }
.link { font: inherit; color: var(--vscode-textLink-foreground); background: none; border: none; padding: 0; cursor: pointer;
  text-decoration: underline; text-align: start; overflow-wrap: anywhere; }
.link:hover { color: var(--vscode-textLink-activeForeground); }
.link:focus-visible, .tree:focus-visible, input:focus-visible, summary:focus-visible, .scrolls:focus-visible {
  outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
.note, .count { color: var(--vscode-descriptionForeground); }
.who { padding: .75rem 0; }
.whole { padding-top: .75rem; }
.whole:empty { padding: 0; }
.title { font-weight: 600; }
.fields vscode-button { align-self: end; }
.fields { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: start; margin: .35rem 0; }
.field { display: flex; flex-direction: column; min-width: 7rem; flex: 1 1 7.5rem; max-width: 22rem; }
.field.grows { flex: 3 1 14rem; max-width: none; }
.field .label, .field label { font-size: .92em; margin-bottom: .15rem; }
vscode-single-select, vscode-textfield, vscode-textarea { width: 100%; }
input { font: inherit; box-sizing: border-box; width: 100%; height: 26px; padding: 2px 6px; border-radius: 4px;
  color: var(--vscode-input-foreground); background: var(--vscode-input-background);
  border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, var(--vscode-widget-border, transparent))); }
input::placeholder { color: var(--vscode-input-placeholderForeground); opacity: 1; }
.claim { flex: 1 1 12rem; }
.known { min-height: 1.5em; font-size: .92em; }
.missing { border-inline-start: 3px solid var(--vscode-editorWarning-foreground); padding-inline-start: .75rem; margin: .5rem 0; }
.section { padding-top: .5rem; }
.headline { font-size: 1.08em; margin-top: .75rem; overflow-wrap: anywhere; }
.badge { display: inline-block; font-size: .85em; padding: 0 .6em; border-radius: 1em; border: 2px solid; }
.badge.allowed { border-color: var(--vscode-testing-iconPassed); }
.badge.denied { border-color: var(--vscode-errorForeground); }
.badge.not-granted { border-color: var(--vscode-descriptionForeground); }
.badge.uncertain { border-color: var(--vscode-editorWarning-foreground); }
.capabilities { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem; }
.capabilities li { margin: 0; }
.command { display: flex; gap: .75rem; align-items: baseline; margin: .5rem 0; }
.command .link { flex: none; }
.changes { list-style: none; padding: 0; }
.changes > li { border-inline-start: 3px solid; padding-inline-start: .75rem; margin: .6rem 0; }
.gained > li { border-color: var(--vscode-testing-iconPassed); }
.lost > li { border-color: var(--vscode-editorWarning-foreground); }
.scrolls { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { min-width: 6.5em; text-align: start; vertical-align: top; padding: .3rem .75rem .3rem 0; overflow-wrap: anywhere;
  border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
th { font-weight: 600; }
.tree { height: clamp(12rem, calc(100vh - 26rem), 60rem); overflow: auto; position: relative;
  border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
.rows { position: relative; }
.row { display: grid; grid-template-columns: minmax(12rem, 1fr) var(--widths); height: 24px;
  line-height: 24px; white-space: nowrap; min-width: calc(12rem + var(--columns) * 3.6rem); }
.rows .row { position: absolute; inset-inline: 0; cursor: pointer; }
.heads { position: sticky; top: 0; z-index: 1; }
.row.head { font-weight: 600; background: var(--vscode-editor-background);
  border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
.row .name { overflow: hidden; text-overflow: ellipsis; padding-inline-start: 4px; }
.row .cell { text-align: center; overflow: hidden; text-overflow: ellipsis; position: relative; }
.row.rule-type .label { font-weight: 600; }
.rows .row:hover { background: var(--vscode-list-hoverBackground); outline: 1px dashed var(--vscode-contrastActiveBorder, transparent); outline-offset: -1px; }
.row.active { background: var(--vscode-list-inactiveSelectionBackground); }
.tree:focus .row.active { color: var(--vscode-list-activeSelectionForeground); background: var(--vscode-list-activeSelectionBackground);
  outline: 1px solid var(--vscode-contrastActiveBorder, var(--vscode-focusBorder)); outline-offset: -1px; }
.tree:focus .row.active .note, .tree:focus .row.active .count { color: inherit; }
body[aria-busy=true]::before { content: ""; position: fixed; inset: 0 0 auto; height: 2px; z-index: 2; transform-origin: left;
  background: var(--vscode-progressBar-background, var(--vscode-focusBorder)); animation: busy 1.5s ease-in-out infinite; }
@keyframes busy { from { transform: scaleX(0); } to { transform: scaleX(1); } }
@media (prefers-reduced-motion: reduce) { body[aria-busy=true]::before { animation: none; } }
.sign { display: inline-block; width: 1.1em; }
.mark { border: 1px solid; border-radius: 1em; padding: 0 .5em; margin-inline-start: .5em; font-size: .85em; }
@media (min-width: 62rem) {
  main { grid-template-columns: minmax(18rem, 24rem) minmax(0, 1fr); align-items: start; }
  main > div, main > h1 { grid-column: 1 / -1; }
  .sections { padding-top: .5rem; }
  .tree { height: calc(100vh - 14.5rem); }
}
`;
