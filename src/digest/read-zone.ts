// `Europe/Berlin`, `berlin` or `UTC` as somebody typed it → the IANA zone, or a sentence with the names it is near to.

import { listOf } from '../answer/words/count.ts';
import { cutText } from '../answer/words/cut-text.ts';
import { knownZone, nearestZones, zoneOfPlace } from '../question/window/zone-names.ts';

export type ZoneReading =
  | { readonly ok: true; readonly zone: string }
  /** Quotes what was typed: escape it. */
  | { readonly ok: false; readonly problem: string };

const TYPED_MAX = 60;

export function readZone(typed: string): ZoneReading {
  const text = typed.trim();
  const zone = knownZone(text.replace(/ /g, '_')) ?? zoneOfPlace(text.toLowerCase().replaceAll('_', ' '));
  if (zone !== null) return { ok: true, zone };
  const near = nearestZones(text.replace(/ /g, '_')).map((each) => `\`${each}\``);
  const one = near.length === 1 ? '' : 'one of ';
  const hint = near.length === 0 ? '`in Europe/Berlin` or `in UTC`' : `${one}${listOf(near)}`;
  return { ok: false, problem: `There is no time zone “${cutText(text, TYPED_MAX)}”: write ${hint}.` };
}
