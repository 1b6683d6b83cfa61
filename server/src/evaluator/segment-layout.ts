// How a trie of whole segments lies in one flat array. A node is a record of RECORD fields, named by the offset of its
// first; 0 names none. EXACT, BELOW, CHILDREN and RULES stand where they stand in trie-layout.ts and mean the same, with
// BELOW for all that go on with another segment.

/** What leads here from the parent: the id of a word, or for a beginning of a segment the id's complement. */
export const KEY = 0;
/** Bit k: a child is a beginning of k + 1 code units; the last bit stands for all longer ones. */
export const BEGINNINGS = 1;
/** The child behind a `+`. */
export const PLUS = 5;
/** Bit k: a child is a beginning whose first code unit ends in k; 0 where there are none. */
export const INITIALS = 6;

/** The id of the empty segment; 0 is no word. */
export const EMPTY = 1;
/** In place of a word's id: several words have this hash. */
export const SEVERAL: number = -1;
/** The hash of a text is that of all but its last code unit, times this, with that unit added; that of no text is 0. */
export const HASH_FACTOR = 0x2c1b3c6d;

/** Beginnings longer than this share a bit. */
export const LONGEST_TOLD = 31;
