// What a path pattern means once it is read: text and wildcards in order. It is a regular language with
// three wildcards and nothing else, which is why questions about patterns have exact answers.
// How the written pattern becomes tokens stands in path-pattern.ts; this file knows no written form.

/** `+` as a whole segment: one or more characters, never `/` (F5.4, A6). */
export const SEGMENT = 1;

/** An unclear `+` inside a segment, over-approximated: any characters, also none, never `/` (A6). */
export const PART = 2;

/** `*`: any characters, also none, including `/` (F5.3; not at the end only as over-approximation, A5). */
export const ANY = 3;

/** A run of literal text, never empty, or one wildcard. */
export type PathToken = string | typeof SEGMENT | typeof PART | typeof ANY;

/** A pattern's meaning. Two literal runs never stand side by side. Absolute patterns begin with a run that begins with `/`. */
export type PathTokens = readonly PathToken[];
