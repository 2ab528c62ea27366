// What one setting is, and the shapes that several settings share.
import { z } from 'zod';

export interface Setting<T = unknown> {
  readonly schema: z.ZodType<T, string>;
  /** One line for the documentation. */
  readonly about: string;
  /** What to write: ends the sentence "write …". */
  readonly write: string;
  /** As text; null: no default, the setting may be left out. */
  readonly default: string | null;
  /** What the documentation shows where the default depends on the machine. */
  readonly shownDefault?: string;
  /** Its value is never printed, not even in an error. */
  readonly secret?: true;
}

/** Keeps the type of what the text is read as. */
export const setting = <T>(it: Setting<T>): Setting<T> => it;

/** A whole number, both ends included. */
export const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .refine((n) => n >= least && n <= most);

export const milliseconds = (least: number, most: number) => ({
  schema: whole(least, most),
  write: `whole milliseconds from ${least} to ${most}`,
});

export const url = (...protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));

/** Ids by comma or white space. */
export const idList = (pattern: RegExp) =>
  z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((id) => id !== ''))
    .refine((ids) => ids.every((id) => pattern.test(id)));

export const decimal = z
  .string()
  .regex(/^\d{1,7}(\.\d{1,6})?$/)
  .transform(Number);

/** In milliseconds. */
export const hour = 3_600_000;
