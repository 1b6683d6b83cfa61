// A word of a PowerShell command. It does not mend what PowerShell before 7.3 does to a double quote inside a word: it
// hands it to programs without its escape, and no way of quoting is right both before and since.

/** Single quotes take everything as it is but themselves, and PowerShell takes the curly ones for them too. */
export function quoteForPowerShell(word: string): string {
  return isPlain(word) ? word : `'${word.replace(/['‘’‚‛]/g, "$&$&")}'`;
}

/** Numbers, and words of characters that never mean anything there. A dash with a dot or colon behind it would be cut in two. */
function isPlain(word: string): boolean {
  return /^(\d{1,9}|[A-Za-z_/][\w/.:+-]*|--?[A-Za-z][\w-]*)$/.test(word);
}
