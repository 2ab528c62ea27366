// When something that works by itself runs: local times, as cron's calendar names them. Knows no zone; read from words by
// `read-schedule.ts`, turned into periods by `due-periods.ts`.

/** Local times, all that hold: cron's calendar. Weekdays are 0 (Sunday) to 6; null: every one. */
export interface Schedule {
  /** The minute of the hour: one, so that it never runs more often than hourly. */
  readonly minute: number;
  readonly hours: readonly number[];
  readonly monthDays: readonly number[] | null;
  readonly months: readonly number[] | null;
  readonly weekDays: readonly number[] | null;
  /** As it is shown and stored; read back to the same schedule. */
  readonly words: string;
}

export type ScheduleReading =
  | { readonly ok: true; readonly schedule: Schedule }
  /** One sentence: what could not be read, and what to write instead. Quotes what was typed: escape it. */
  | { readonly ok: false; readonly problem: string };

export const TOO_OFTEN =
  'That is more often than hourly, and a digest may not be: write one minute of the hour, such as `0 * * * *` for every full hour or `daily 9:00`; for news within minutes, use `/whodid watch`.';

/** One sentence of what could not be read, and what to write instead. */
export function notRead(problem: string): ScheduleReading {
  return { ok: false, problem };
}
