// Makes elements. Text goes in as text nodes only, so that nothing of the user's ever becomes markup, and what cannot be
// seen in it is made visible: names that are different look different.

import { visibleText } from "./visible-text.ts";

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with attributes and children; `undefined` and `false` attributes are left out. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    const text = value === true ? "" : `${value}`;
    element.setAttribute(name, READ_ALOUD.has(name) ? visibleText(text) : text);
  }
  element.append(...children.map((child) => (typeof child === "string" ? visibleText(child) : child)));
  return element;
}

/** Attributes whose text people read; of the others every character counts. */
const READ_ALOUD: ReadonlySet<string> = new Set(["aria-label", "title", "label"]);

/** A button that does something. */
export function makeButton(label: string, act: () => void): HTMLElement {
  const button = make("vscode-button", { secondary: true }, label);
  button.addEventListener("click", act);
  return button;
}

/** A button in the form of a link. */
export function makeLink(label: string, act: () => void, description?: string): HTMLElement {
  const link = make("button", { type: "button", class: "link", "aria-label": description }, label);
  link.addEventListener("click", act);
  return link;
}
