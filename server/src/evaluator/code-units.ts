// What the engine knows of single UTF-16 code units.

export const SLASH = 47;

/** The first half of a surrogate pair. */
export const isHighSurrogate = (code: number): boolean => (code & 0xfc00) === 0xd800;

/** The second half. */
export const isLowSurrogate = (code: number): boolean => (code & 0xfc00) === 0xdc00;
