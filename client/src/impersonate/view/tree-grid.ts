// A tree-table that holds only the rows in view, however many there are: the server gives them page by page.
// One element has the focus; the active row is told by its id, as ARIA's treegrid has it.

import type { ViewAnswer } from "../view-messages.ts";
import { make } from "./make-element.ts";
import { visibleText } from "./visible-text.ts";

type AccessPage = ViewAnswer<"policyLens/access">;
export type Row = AccessPage["rows"][number];

export interface TreeGrid {
  readonly element: HTMLElement;
  /** How many rows from the first that is needed are to be asked for. */
  wanted(): { readonly offset: number; readonly limit: number };
  show(page: AccessPage, offset: number): void;
}

export interface TreeGridActs {
  /** Rows are needed that are not at hand. */
  need(): void;
  toggle(row: Row): void;
  /** A leaf was taken. */
  take(row: Row): void;
}

/** In pixels; the style says the same. */
const ROW_HEIGHT = 24;

/** Rows above and below those in view, so that scrolling does not show gaps. */
const MARGIN = 30;

/** An empty tree-table; `label` names it for screen readers. It asks by `acts` and draws what is shown to it. */
export function makeTreeGrid(label: string, acts: TreeGridActs): TreeGrid {
  const head = make("div", { role: "row", class: "row head", "aria-rowindex": 1 });
  const body = make("div", { role: "rowgroup", class: "rows" });
  const element = make(
    "div",
    { role: "treegrid", class: "tree", tabindex: 0, "aria-label": label },
    make("div", { role: "rowgroup", class: "heads" }, head),
    body,
  );
  let rows: readonly Row[] = [];
  let first = 0;
  let total = 0;
  let columns: readonly string[] = [];
  let active = 0;

  const visible = (): { readonly from: number; readonly to: number } => {
    const from = Math.floor(element.scrollTop / ROW_HEIGHT);
    return { from, to: from + Math.ceil(element.clientHeight / ROW_HEIGHT) + 1 };
  };
  const rowAt = (index: number): Row | undefined => rows[index - first];
  const draw = (): void => {
    const { from, to } = visible();
    const start = Math.max(first, from - MARGIN);
    const end = Math.min(first + rows.length, to + MARGIN);
    body.style.height = `${total * ROW_HEIGHT}px`;
    body.replaceChildren(
      ...rows
        .slice(start - first, Math.max(0, end - first))
        .map((row, at) => drawRow(row, start + at, columns, start + at === active)),
    );
    if (rowAt(active)) element.setAttribute("aria-activedescendant", rowId(active));
    else element.removeAttribute("aria-activedescendant");
  };
  const isAtHand = (): boolean => {
    const { from, to } = visible();
    return from >= first && Math.min(to, total) <= first + rows.length;
  };
  const move = (index: number): void => {
    active = Math.max(0, Math.min(total - 1, index));
    const top = active * ROW_HEIGHT;
    const shown = element.clientHeight - ROW_HEIGHT;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW_HEIGHT > element.scrollTop + shown) element.scrollTop = top + ROW_HEIGHT - shown;
    draw();
    if (!isAtHand()) acts.need();
  };
  const open = (row: Row | undefined): void => {
    if (row?.kind === "leaf") acts.take(row);
    else if (row) acts.toggle(row);
  };
  const toParent = (): void => {
    const parent = rowAt(active)?.parent;
    if (parent !== undefined) move(parent);
  };

  element.addEventListener("scroll", () => {
    draw();
    if (!isAtHand()) acts.need();
  });
  element.addEventListener("click", ({ target }) => {
    const index = target instanceof Element ? target.closest("[data-index]")?.getAttribute("data-index") : undefined;
    if (index === undefined || index === null) return;
    move(Number(index));
    open(rowAt(active));
  });
  element.addEventListener("keydown", (event) => {
    const row = rowAt(active);
    const page = Math.max(1, Math.floor(element.clientHeight / ROW_HEIGHT) - 2);
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(active + 1),
      ArrowUp: () => move(active - 1),
      PageDown: () => move(active + page),
      PageUp: () => move(active - page),
      Home: () => move(0),
      End: () => move(total - 1),
      ArrowRight: () => (row && row.kind !== "leaf" && !row.isOpen ? acts.toggle(row) : move(active + 1)),
      ArrowLeft: () => (row?.isOpen ? acts.toggle(row) : toParent()),
      Enter: () => open(row),
      " ": () => open(row),
    };
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });

  return {
    element,
    wanted: () => {
      const { from, to } = visible();
      const offset = Math.max(0, from - 4 * MARGIN);
      return { offset, limit: to - offset + 4 * MARGIN };
    },
    show: (page, offset) => {
      ({ rows, total, columns } = page);
      first = offset;
      active = Math.max(0, Math.min(active, total - 1));
      element.setAttribute("aria-rowcount", `${total + 1}`);
      element.style.setProperty("--columns", `${Math.max(1, columns.length)}`);
      element.style.setProperty("--widths", columns.length === 0 ? "1fr" : columns.map(widthOf).join(" "));
      head.replaceChildren(
        make("span", { role: "columnheader", class: "name" }, "Path"),
        ...columns.map((name) => make("span", { role: "columnheader", class: "cell", title: name }, name)),
      );
      draw();
    },
  };
}

/** As wide as its name where there is room. */
function widthOf(column: string): string {
  return `minmax(3.6rem, calc(${column.length}ch + 1.2rem))`;
}

function rowId(index: number): string {
  return `row-${index}`;
}

const STATUS_WORDS: Readonly<Record<NonNullable<Row["status"]>, readonly string[]>> = {
  allowed: [],
  part: ["in part"],
  denied: ["denied"],
  uncertain: ["uncertain"],
  expired: ["expired"],
  "used-up": ["used up"],
};

function drawRow(row: Row, index: number, columns: readonly string[], isActive: boolean): HTMLElement {
  const { depth, label, exceptions, kind, isOpen, count, capabilities, status, change, position, siblings } = row;
  const sign = kind === "leaf" ? "" : isOpen ? "▾" : "▸";
  const words = [...((status && STATUS_WORDS[status]) ?? []), ...(change ? [change] : [])];
  const name = make(
    "span",
    { role: "gridcell", class: "name" },
    make("span", { class: "sign", "aria-hidden": "true" }, sign),
    make("span", { class: "label" }, label),
    ...(exceptions === "" ? [] : [make("span", { class: "note" }, ` ${exceptions}`)]),
    ...(kind !== "leaf" ? [make("span", { class: "count" }, ` ${count}`)] : []),
    ...words.map((word) => make("span", { class: `mark ${word.replace(" ", "-")}` }, word)),
  );
  name.style.paddingInlineStart = `${depth * 14 + 4}px`;
  name.title = visibleText(`${label}${exceptions === "" ? "" : ` ${exceptions}`}`);
  const element = make(
    "div",
    {
      role: "row",
      id: rowId(index),
      class: `row ${kind}${isActive ? " active" : ""}`,
      "data-index": index,
      "aria-level": depth + 1,
      "aria-posinset": position,
      "aria-setsize": siblings,
      "aria-rowindex": index + 2,
      "aria-selected": isActive ? "true" : "false",
      ...(kind === "leaf" ? {} : { "aria-expanded": isOpen ? "true" : "false" }),
    },
    name,
    ...columns.map((column) => drawCell(column, capabilities.includes(column), kind === "leaf")),
  );
  element.style.top = `${index * ROW_HEIGHT}px`;
  return element;
}

/** A folder that is folded tells what is granted anywhere below it. */
function drawCell(column: string, has: boolean, isLeaf: boolean): HTMLElement {
  const cell = make("span", { role: "gridcell", class: "cell" });
  if (has) {
    cell.append(
      make("span", { "aria-hidden": "true" }, isLeaf ? "✓" : "·"),
      make("span", { class: "hidden" }, isLeaf ? column : `${column} below`),
    );
  }
  return cell;
}
