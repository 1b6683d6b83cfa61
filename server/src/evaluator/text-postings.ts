// Which patterns have a text at one place: by the text, by the texts that begin it, and by those that it begins.

/** Ids, ascending; as bits, too, when these are asked for. */
export interface Posting {
  readonly ids: number[];
  bits: Int32Array | undefined;
}

export class TextPostings {
  private readonly byText = new Map<string, Posting>();
  /** The lengths of all texts, ascending, and the texts in their order; made when first asked for. */
  private lengths: readonly number[] | undefined;
  private sorted: readonly string[] | undefined;

  add(text: string, id: number): void {
    const known = this.byText.get(text);
    if (known) known.ids.push(id);
    else this.byText.set(text, { ids: [id], bits: undefined });
  }

  /** Appends what has this text. */
  at(text: string, into: Posting[]): void {
    const posting = this.byText.get(text);
    if (posting) into.push(posting);
  }

  /** Appends what has a text with which this one begins, itself included. */
  beginning(text: string, into: Posting[]): void {
    if (this.byText.size === 0) return;
    this.lengths ??= [...new Set([...this.byText.keys()].map(({ length }) => length))].sort((a, b) => a - b);
    for (const length of this.lengths) {
      if (length > text.length) return;
      this.at(text.slice(0, length), into);
    }
  }

  /** Appends what has a text that begins with this one, itself included. */
  begunBy(text: string, into: Posting[]): void {
    if (this.byText.size === 0) return;
    this.sorted ??= [...this.byText.keys()].sort();
    const { sorted } = this;
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((sorted[middle] as string) < text) from = middle + 1;
      else to = middle;
    }
    for (let at = from; sorted[at]?.startsWith(text); at++) this.at(sorted[at] as string, into);
  }
}
