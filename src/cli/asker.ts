// Who asks on the command line: the instant and zone to read dates in, from options or from the machine.
import { IANAZone } from 'luxon';
import type { AskedBy } from '../domain/question.ts';

export type AskerReading =
  | { readonly ok: true; readonly asked: AskedBy }
  | { readonly ok: false; readonly problem: string };

export interface AskerOptions {
  readonly now?: string | undefined;
  readonly tz?: string | undefined;
}

/** RFC 3339: a zone is required, since a bare local time would be read differently on each machine. */
const RFC3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/;

export function readAsker(options: AskerOptions, clock: () => number = Date.now): AskerReading {
  const host = Intl.DateTimeFormat().resolvedOptions();
  const zone = options.tz ?? host.timeZone;
  if (!IANAZone.isValidZone(zone)) {
    return problem(`"${zone}" is not a time zone I know. Write an IANA name such as Europe/Berlin or UTC.`);
  }
  if (options.now === undefined) return asker(clock(), zone, host.locale);
  const now = RFC3339.test(options.now) ? Date.parse(options.now) : Number.NaN;
  if (Number.isNaN(now)) {
    return problem(
      `"${options.now}" is not an instant. Write it as 2026-01-31T09:00:00+01:00 or 2026-01-31T08:00:00Z.`,
    );
  }
  return asker(now, zone, host.locale);
}

function asker(now: number, zone: string, locale: string): AskerReading {
  return { ok: true, asked: { now, zone, locale } };
}

function problem(text: string): AskerReading {
  return { ok: false, problem: text };
}
