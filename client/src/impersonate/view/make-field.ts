// Fields with their labels: a choice among words, a text, and a text with proposals.

import { make } from "./make-element.ts";
import { visibleText } from "./visible-text.ts";

export interface Field {
  /** The label with its control. */
  readonly element: HTMLElement;
  readonly control: HTMLElement;
  /** Sets the value without telling of it. */
  setValue(value: string): void;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface ChoiceField extends Field {
  /** Replaces the options if they have become others. */
  setOptions(options: readonly Option[], value: string): void;
}

let lastId = 0;

/** A choice among words. */
export function makeChoice(label: string, choose: (value: string) => void): ChoiceField {
  const control = make("vscode-single-select", { label, position: "below" });
  let shown = "";
  control.addEventListener("change", () => choose(control.value));
  const setValue = (value: string): void => {
    if (control.value !== value) control.value = value;
  };
  return {
    element: labelled(label, control),
    control,
    setValue,
    setOptions: (options, value) => {
      const now = JSON.stringify(options);
      if (now !== shown) {
        shown = now;
        control.replaceChildren(
          ...options.map((option) =>
            make("vscode-option", { value: option.value, selected: option.value === value }, option.label),
          ),
        );
      }
      queueMicrotask(() => setValue(value));
    },
  };
}

/** A text. What is typed is told at once. */
export function makeText(
  label: string,
  type: (value: string) => void,
  attributes: Readonly<Record<string, string>> = {},
): Field {
  const control = make("vscode-textfield", attributes);
  // It has no attribute for its label.
  control.label = visibleText(label);
  control.addEventListener("input", () => type(control.value));
  return { element: labelled(label, control), control, setValue: (value) => setUnlessTyping(control, value) };
}

/** A text of several lines, as high as they are many. What is typed is told at once. */
export function makeLines(label: string, type: (text: string) => void, placeholder: string): Field {
  const control = make("vscode-textarea", { placeholder, rows: 1, resize: "vertical" });
  control.label = visibleText(label);
  // The library gives it no room around its text, and other fields stand beside it.
  void control.updateComplete.then(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("textarea { padding: 3px 4px; line-height: 18px; }");
    control.shadowRoot?.adoptedStyleSheets.push(sheet);
  });
  const fit = (): void => {
    control.rows = Math.min(MOST_LINES, control.value.split("\n").length);
  };
  control.addEventListener("input", () => {
    fit();
    type(control.value);
  });
  return {
    element: labelled(label, control),
    control,
    setValue: (value) => {
      setUnlessTyping(control, value);
      fit();
    },
  };
}

const MOST_LINES = 6;

export interface ProposingField extends Field {
  propose(values: readonly string[]): void;
}

/** A text with proposals from which one may be taken; the browser's own list, for which no element of the library stands. */
export function makeProposing(label: string, type: (value: string) => void, placeholder: string): ProposingField {
  const id = `field-${++lastId}`;
  const list = make("datalist", { id: `${id}-list` });
  const control = make("input", {
    id,
    type: "text",
    list: `${id}-list`,
    placeholder,
    spellcheck: "false",
    autocomplete: "off",
  });
  control.addEventListener("input", () => type(control.value));
  return {
    element: make("div", { class: "field grows" }, make("label", { for: id }, label), control, list),
    control,
    setValue: (value) => setUnlessTyping(control, value),
    propose: (values) => list.replaceChildren(...values.map((value) => make("option", { value }))),
  };
}

/** The control names itself by its own label; the visible one is for the eyes. */
function labelled(label: string, control: HTMLElement): HTMLElement {
  return make("div", { class: "field" }, make("span", { class: "label", "aria-hidden": "true" }, label), control);
}

function setUnlessTyping(control: HTMLElement & { value: string }, value: string): void {
  if (control.value !== value && document.activeElement !== control) control.value = value;
}
