/** A number of minutes in words. */
export function minutesText(minutes: number): string {
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

/** A moment, given in unix seconds, as date and time in UTC; exports may hold any number. */
export function momentText(seconds: number): string {
  if (!(Math.abs(seconds) <= LAST_MOMENT)) return "a time outside the calendar";
  const format = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: "UTC" });
  return `${format.format(seconds * 1000)} UTC`;
}

/** The calendar's end in unix seconds, as ECMAScript has it. */
const LAST_MOMENT = 8.64e12;
