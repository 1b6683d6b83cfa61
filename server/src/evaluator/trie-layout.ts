// How a trie of path patterns lies in one flat array: the names of the fields, and what a node may be.
//
// A node is a record in `data`, named by the offset of its first field; 0 names none. A text node has a label, a
// stretch of code units that stands behind the record and is read through `codes`, the same memory in halves.
// A wildcard node has no label: its END holds its kind, below zero.

/** Where a text node's label begins in `codes`. */
export const LABEL = 0;
/** Where the label ends; in a wildcard node its kind. */
export const END = 1;
/** Outcome bits of the patterns that end here. */
export const EXACT = 2;
/** Outcome bits of the patterns that go on from here with a last `*`. */
export const BELOW = 3;
/** Text children: none (0), the only one (its negative), or a table, see child-table.ts. */
export const CHILDREN = 4;
/** The first wildcard child; the others follow by NEXT. */
export const WILD = 5;
/** Outcome bits of everything that ends here or below; never too few, too many once something was taken out. */
export const REACH = 6;
/** For the index to note the rules that end here. */
export const RULES = 7;
/** Fields in a record. */
export const RECORD = 8;
/** The next wildcard child of the same parent, in a wildcard node, which has no label. */
export const NEXT = 0;

/** `+` after which only `/` or the end follows: it always takes the whole rest of the segment. */
export const WHOLE: number = -1;
/** Any other `+`, which only an unusual pattern has. */
export const LOOSE: number = -2;
/** PART. */
export const WITHIN: number = -3;
/** ANY that is not last. */
export const ACROSS: number = -4;

/** The first root of every trie. */
export const ROOT = 2;

/** A plain read; no array is read beyond what was written to it. */
export const get = (data: Int32Array, at: number): number => data[at] as number;
/** The same of code units. */
export const getCode = (codes: Uint16Array, at: number): number => codes[at] as number;

/** Where a place, as insert() returns it, has its outcome bits. */
export const bitsOf = (place: number): number => (place >> 1) + EXACT + (place & 1);
