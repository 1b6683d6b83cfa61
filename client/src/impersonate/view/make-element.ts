// Makes elements. Text goes in as text nodes only, so that nothing of the user's ever becomes markup.

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with attributes and children; `undefined` and `false` attributes are left out. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : `${value}`);
  }
  element.append(...children);
  return element;
}

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
