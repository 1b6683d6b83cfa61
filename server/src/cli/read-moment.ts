import { InvalidArgumentError } from "commander";

/** Reads the value of `--at`. @returns unix seconds. */
export function readMoment(written: string): number {
  const moment = parseMoment(written);
  if (moment === undefined) throw new InvalidArgumentError(MOMENT_FORMS);
  return moment;
}

export const MOMENT_FORMS = "Give a time as 2030-12-31T23:59:00Z or as seconds since 1970.";

/**
 * A moment in ISO 8601 or as unix seconds; nothing for any other text, also for dates that no calendar has.
 * A date alone is its first moment; without a zone the time is UTC.
 */
export function parseMoment(written: string): number | undefined {
  const text = written.trim();
  if (/^\d{1,12}(\.\d+)?$/.test(text)) return checkSeconds(Number(text));
  const [, year, month, day, time = "T00:00", zone = "Z"] = ISO.exec(text) ?? [];
  if (year === undefined || Number(day) > daysIn(Number(year), Number(month))) return undefined;
  const seconds = Date.parse(`${year}-${month}-${day}${time.toUpperCase().replace(" ", "T")}${writeZone(zone)}`) / 1000;
  return Number.isNaN(seconds) ? undefined : seconds;
}

/** Seconds far beyond this are milliseconds, as JavaScript counts them. */
const LAST_SECOND = 100_000_000_000;

/** Unix seconds, unless they are too many to be seconds. */
export function checkSeconds(seconds: number): number | undefined {
  return seconds >= 0 && seconds < LAST_SECOND ? seconds : undefined;
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)([T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/i;

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function writeZone(zone: string): string {
  return zone.toUpperCase() === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
}
