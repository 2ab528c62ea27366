// What a job carries: ids that lead to rows in SQL. Never the text asked, never a token, since queues keep payloads in clear text.
import { z } from 'zod';
import { DASHBOARD_DAYS } from '../answer/dashboard.ts';
import { FEATURES } from '../domain/wanted.ts';

/** One entry per kind of job, which is also one queue. Strict: a payload with anything more in it is refused. */
export const payloads = {
  answer: z.strictObject({ askingId: z.string().regex(/^[0-9a-f]{32}$/) }),
  /** Long work of a feature that says nothing itself. */
  chore: z.strictObject({ feature: z.enum(FEATURES), id: z.string().regex(/^[\w.-]{1,80}$/) }),
  /** Shows somebody's Home. */
  home: z.strictObject({
    userId: z.string().regex(/^[A-Z0-9]{3,30}$/),
    days: z.union(DASHBOARD_DAYS.map((days) => z.literal(days))),
    channelId: z
      .string()
      .regex(/^[A-Z0-9]{3,30}$/)
      .nullable(),
    notice: z.string().max(400).nullable(),
  }),
  /** Looks again at an answer whose last events may have been on their way. */
  recheck: z.strictObject({ askingId: z.string().regex(/^[0-9a-f]{32}$/) }),
  /** Looks for what has fallen due. */
  tick: z.strictObject({}),
} as const;

export type JobName = keyof typeof payloads;
export type Payload<N extends JobName> = z.infer<(typeof payloads)[N]>;
