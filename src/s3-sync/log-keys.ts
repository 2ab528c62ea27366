// The folders of a trail below `AWSLogs/`: an account's Region and kind of log is a place, and each place has a folder for
// every day on which files were published, in UTC.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html

export interface LogPlace {
  /** `[o-id/]ACCOUNT/KIND/REGION`: names it everywhere. */
  readonly path: string;
  readonly account: string;
  readonly region: string;
}

/** Digests hold no events, and aggregates are no records of calls. */
const PLACE = /^(?:o-[a-z0-9]{10,32}\/)?(\d{12})\/CloudTrail(?:-Insight|-NetworkActivity)?\/([a-z0-9-]+)$/;
const OBJECT = /^(.+)\/(\d{4})\/(\d{2})\/(\d{2})\/([\w.=@+,-]{1,200}\.json(?:\.gz)?)$/;
const DAY_MS = 86_400_000;

export function readPlace(path: string): LogPlace | null {
  const [, account, region] = PLACE.exec(path) ?? [];
  return account === undefined || region === undefined ? null : { path, account, region };
}

/** A log file's key below `AWSLogs/`; null for everything else. */
export function readLogKey(
  below: string,
): { readonly place: LogPlace; readonly day: string; readonly name: string } | null {
  const [, path = '', year, month, date, name] = OBJECT.exec(below) ?? [];
  const place = readPlace(path);
  if (place === null || name === undefined) return null;
  return { place, day: `${year}-${month}-${date}`, name };
}

/** `PLACE/2026/11/20/` of the day `2026-11-20`. */
export function dayFolder(place: string, day: string): string {
  return `${place}/${day.replaceAll('-', '/')}/`;
}

/** The day (UTC) of an instant, `2026-11-20`. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

export function dayStart(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function dayAfter(day: string): string {
  return dayOf(dayStart(day) + DAY_MS);
}

/** The most days asked about at once: CloudTrail is not older. */
const DAYS_MAX = 366 * 20;

/**
 * The days on which the files of what happened in a window were published: one more at the end, for what came late. None
 * after `nowMs`. Oldest first.
 */
export function daysFor(fromMs: number, toMs: number, nowMs: number): readonly string[] {
  const last = Math.min(dayStart(dayOf(Math.max(toMs - 1, fromMs))) + DAY_MS, nowMs);
  const first = dayStart(dayOf(fromMs));
  const many = Math.min(Math.floor((last - first) / DAY_MS) + 1, DAYS_MAX);
  return Array.from({ length: Math.max(many, 0) }, (_, at) => dayOf(first + at * DAY_MS));
}
