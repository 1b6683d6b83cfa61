// What many plain patterns have at one position of a segment.

import { SEGMENT } from "../policy/path-tokens.ts";
import { type Choice, setBit, wordsFor } from "./id-set.ts";
import { goesOn, type Segment } from "./plain-segments.ts";
import { type Posting, TextPostings } from "./text-postings.ts";

export class PatternColumn {
  private readonly words: number;
  /** Those that have ended just before. */
  private readonly ends: Posting = { ids: [], bits: undefined };
  /** Those that have `+`, those whose last `*` has begun before, and both. */
  private any: Int32Array | undefined;
  private open: Int32Array | undefined;
  private wild: Int32Array | undefined;
  /** Segments that are a text, that begin with one, and with which a last `*` begins. */
  private readonly texts = new TextPostings();
  private readonly parts = new TextPostings();
  private readonly rests = new TextPostings();
  private readonly going: number[] = [];
  /** What was answered before. */
  private readonly known = new Map<string | number, Choice>();

  /** @param count how many patterns there are. */
  constructor(count: number) {
    this.words = wordsFor(count);
  }

  /** Adds what a pattern has here; nothing where it has just ended. */
  add(id: number, segment: Segment | undefined): void {
    if (segment === undefined) this.ends.ids.push(id);
    else if (segment === SEGMENT) {
      this.any ??= new Int32Array(this.words);
      setBit(this.any, id);
    } else if (typeof segment === "string") this.texts.add(segment, id);
    else if (goesOn(segment)) {
      this.rests.add(segment.text, id);
      this.going.push(id);
    } else this.parts.add(segment.text, id);
  }

  /** To be told once everything was added. @param before the column of the position before, if there is one. */
  goOnFrom(before: PatternColumn | undefined): void {
    const going = before?.going ?? [];
    const open = going.length === 0 ? before?.open : (before?.open?.slice() ?? new Int32Array(this.words));
    for (const id of going) if (open) setBit(open, id);
    this.open = open;
    this.wild = this.any && open ? this.any.map((word, at) => word | (open[at] ?? 0)) : (this.any ?? open);
  }

  /** Those that share a text with a segment; nothing where these are all that have not ended before. */
  sharing(segment: Segment): Choice | undefined {
    if (typeof segment === "string") return this.covering(segment);
    if (segment === SEGMENT || segment.text === "") return undefined;
    const postings: Posting[] = [];
    this.texts.begunBy(segment.text, postings);
    for (const each of [this.parts, this.rests]) {
      each.beginning(segment.text, postings);
      each.begunBy(segment.text, postings);
    }
    return { bits: this.wild, postings };
  }

  /** Those that have every text that a segment stands for. */
  covering(segment: Segment): Choice {
    const key = typeof segment === "object" ? `${segment.rest}/${segment.text}` : segment;
    const known = this.known.get(key) ?? this.findCovering(segment);
    this.known.set(key, known);
    return known;
  }

  private findCovering(segment: Segment): Choice {
    const postings: Posting[] = [];
    if (segment === SEGMENT) {
      this.rests.at("", postings);
      return this.choose(this.wild, postings);
    }
    const text = typeof segment === "string" ? segment : segment.text;
    this.rests.beginning(text, postings);
    if (goesOn(segment)) return this.choose(this.open, postings);
    this.parts.beginning(text, postings);
    if (typeof segment === "string") this.texts.at(segment, postings);
    return this.choose(text === "" ? this.open : this.wild, postings);
  }

  /** Where bits take little, all are put into them. */
  private choose(wild: Int32Array | undefined, postings: readonly Posting[]): Choice {
    if (this.words > FEW_WORDS || postings.length === 0) return { bits: wild, postings };
    const bits = wild?.slice() ?? new Int32Array(this.words);
    for (const { ids } of postings) for (const id of ids) setBit(bits, id);
    return { bits, postings: [] };
  }

  /** Those that may end just before. */
  ending(): Choice {
    return { bits: this.open, postings: [this.ends] };
  }

  /** Those that have ended just before. */
  ended(): readonly number[] {
    return this.ends.ids;
  }

  /** Those that have a segment without any text, which `+` does not stand for. */
  empty(): readonly number[] {
    const postings: Posting[] = [];
    this.texts.at("", postings);
    return postings.flatMap(({ ids }) => ids);
  }
}

const FEW_WORDS = 128;
