// The languages that can be read, and which of them an asker's locale turns on. English always is.
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { japanese } from './ja.ts';
import type { Language } from './language.ts';
import { portuguese } from './pt.ts';

export const languages: readonly Language[] = [english, german, french, spanish, portuguese, japanese];

/** The asker's language first, then English. */
export function languagesOf(locale: string): readonly Language[] {
  const code = locale.toLowerCase().split(/[-_]/)[0];
  const own = languages.find((language) => language.code === code);
  return own === undefined || own === english ? [english] : [own, english];
}
