/** Deeper than any JSON a person or program writes for this tool, and shallow enough for every recursive reader. */
export const DEEPEST = 200;
