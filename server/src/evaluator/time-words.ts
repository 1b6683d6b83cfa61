/** A number of minutes in words. */
export function minutesText(minutes: number): string {
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

/** A moment, given in unix seconds, as date and time in UTC. */
export function momentText(seconds: number): string {
  const format = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: "UTC" });
  return `${format.format(seconds * 1000)} UTC`;
}
