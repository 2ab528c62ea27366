// Parts of the day that need no date: last night, tonight, this morning. A night is 18:00 to 06:00.
import { weekday } from '../periods.ts';
import { type Recogniser, weekdayNumber } from '../template.ts';
import { DAY, HOUR, isoDay, weekdayName } from '../wall.ts';
import { type Scene, stretch, type When } from '../when.ts';

const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  early: [0, 6],
  dawn: [0, 12],
  early_morning: [0, 12],
  morning: [6, 12],
  afternoon: [12, 18],
  evening: [18, 24],
  night: [18, 30],
};
/** Before six in the morning "tonight" is the night that is running. */
const NIGHT_ENDS = 6 * HOUR;
const NIGHT_BEGINS = 18 * HOUR;

function part(name: string, day: number, said: string): When {
  const [from, to] = PARTS[name] ?? [0, 24];
  const note = `"${said}" was read as ${isoDay(day)} ${String(from).padStart(2, '0')}:00 to ${String(to % 24).padStart(2, '0')}:00.`;
  const span = stretch({ from: day + from * HOUR, to: day + to * HOUR }, 'part', [note]);
  return { kind: 'fixed', span: { ...span, relative: true } };
}

const tonight = (scene: Scene): number => (scene.wall - scene.today < NIGHT_ENDS ? scene.today - DAY : scene.today);

/** "heute Nacht", "cette nuit" are the night to come or the one just over: the latest that has begun. */
const latestNight = (scene: Scene): number =>
  scene.wall - scene.today >= NIGHT_BEGINS ? scene.today : scene.today - DAY;

/** The group's name says which part, and whether it is yesterday's (`last_`), the one before (`older_`) or today's. */
export const night: Recogniser = {
  name: 'a part of today or last night',
  templates: {
    en: [
      '(?<last_night>last night|overnight last night)',
      '(?:the )?(?<older_night>night before last)',
      '(?<tonight>tonight|this night)',
      '(?:earlier )?this (?<morning>morning)',
      'early (?<early_morning>(?:in the morning )?today|this morning)',
      'early (?<last_dawn>yesterday morning)',
      'early (?:on )?(?<on_day><weekday>) morning',
      '(?:earlier )?this (?<afternoon>afternoon)',
      '(?:earlier )?this (?<evening>evening)',
    ],
    de: ['(?<last_night>letzte nacht|(?:in der )?vergangenen? nacht)', '(?<this_night>heute nacht)'],
    fr: [
      '(?:la )?(?<last_night>nuit derniere|nuit passee)',
      '(?:ce )(?<morning>matin)',
      '(?:cet )(?<afternoon>apres[- ]midi)',
      '(?:ce )(?<evening>soir)',
      '(?<this_night>cette nuit)',
    ],
    es: [
      '(?<last_night>anoche)',
      '(?<older_night>anteanoche|antenoche)',
      'esta (?<early>madrugada)',
      'esta (?<morning>manana)',
      'esta (?<afternoon>tarde)',
      '(?<tonight>esta noche)',
    ],
    pt: [
      '(?:na |a )?(?<last_night>noite passada)',
      'n?esta (?<early>madrugada)',
      'n?esta (?<morning>manha)',
      'n?esta (?<afternoon>tarde)',
      'n?(?<tonight>esta noite)',
    ],
    ja: [
      '(?<last_night>昨夜|昨晩|ゆうべ)',
      '(?<older_night>一昨夜|一昨晩)',
      '(?<morning>今朝|けさ)',
      '(?<tonight>今夜|今晩)',
    ],
  },
  read: (match, scene) => {
    const { groups, text } = match;
    if (groups.on_day !== undefined) {
      const number = weekdayNumber(match);
      const clock = { kind: 'part', from: 0, to: 12 * HOUR, name: `"${text}"` } as const;
      return { kind: 'dated', date: weekday(number, weekdayName(number)), clocks: [clock] };
    }
    const name = Object.keys(groups).find((key) => groups[key] !== undefined) ?? '';
    if (name === 'tonight') return part('night', tonight(scene), text);
    if (name === 'this_night') return part('night', latestNight(scene), text);
    if (name.startsWith('last_')) return part(name.slice(5), scene.today - DAY, text);
    return name.startsWith('older_') ? part(name.slice(6), scene.today - 2 * DAY, text) : part(name, scene.today, text);
  },
  examples: [
    { phrase: 'last night', from: '2026-11-17T18:00', to: '2026-11-18T06:00' },
    { phrase: 'overnight', from: '2026-11-17T18:00', to: '2026-11-18T06:00' },
    { phrase: 'this morning', from: '2026-11-18T06:00', to: '2026-11-18T10:30' },
    { phrase: 'yesterday afternoon', from: '2026-11-17T12:00', to: '2026-11-17T18:00' },
    { phrase: 'on Friday night', from: '2026-11-13T18:00', to: '2026-11-14T06:00' },
    { phrase: 'around 2am last night', from: '2026-11-18T01:45', to: '2026-11-18T02:15' },
    { phrase: 'letzte Nacht', locale: 'de-DE', from: '2026-11-17T18:00', to: '2026-11-18T06:00' },
    { phrase: 'ce matin', locale: 'fr-FR', from: '2026-11-18T06:00', to: '2026-11-18T10:30' },
    { phrase: 'anoche', locale: 'es-ES', from: '2026-11-17T18:00', to: '2026-11-18T06:00' },
    { phrase: 'ontem à tarde', locale: 'pt-BR', from: '2026-11-17T12:00', to: '2026-11-17T18:00' },
    { phrase: '昨夜', locale: 'ja-JP', from: '2026-11-17T18:00', to: '2026-11-18T06:00' },
  ],
};
