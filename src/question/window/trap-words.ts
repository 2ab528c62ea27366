// Words that mean a time and cannot be turned into one, in every language that is read; sources of regular expressions
// over folded text. What is refused here is refused by name, with something to type instead.

export interface Trap {
  /** Alternatives, some to a line. */
  readonly words: readonly string[];
  readonly why: (text: string) => string;
  readonly phrases: readonly string[] | ((text: string) => readonly string[]);
  /** Only in Portuguese, whose other times of day the date library loses. */
  readonly portugueseOnly?: true;
}

const DATED = (example: string) => (text: string) =>
  `I do not know when "${text}" is: say a date, such as "${example}".`;
const vague = (text: string): string => `"${text}" is no definite time.`;
const RECENT: readonly string[] = ['in the last hour', 'in the last 24 hours', 'in the last 7 days'];

export const TRAPS: readonly Trap[] = [
  {
    words: ['christmas(?: eve| day)?|xmas|weihnachten|heiligabend|noel|navidad|natal(?= *$| *[?.!])|クリスマス'],
    why: DATED('on 25 December'),
    phrases: ['on 24 December', 'on 25 December'],
  },
  {
    words: [
      "new year'?s?(?: eve| day)?|silvester|neujahr|nochevieja|ano nuevo|ano novo|reveillon|nouvel an|元日",
      'お正月|正月',
    ],
    why: DATED('on 1 January'),
    phrases: ['on 31 December', 'on 1 January'],
  },
  { words: ['halloween'], why: DATED('on 31 October'), phrases: ['on 31 October'] },
  {
    words: [
      'thanksgiving|easter|good friday|black friday|cyber monday|boxing day|independence day',
      "memorial day|labou?r day|president'?s'? day|mlk day|columbus day|bank holiday",
      "valentine'?s?(?: day)?|mother'?s'? day|diwali|holi|ramadan|eid|hanukkah|passover|yom kippur",
      'lunar new year|chinese new year|golden week|ostern|karfreitag|pfingsten|fasching|paques|pentecote',
      'toussaint|semana santa|pascua|pascoa|carnaval|ゴールデンウィーク|お盆|re:?invent|(?:the )?holidays?',
      'public holiday',
    ],
    why: DATED('on 26 November'),
    phrases: [],
  },
  {
    words: [
      "(?<=(?:in|last|this|next|past|over|during|since|before|until|of|im|letzten|en|dans|no|na|el|la|the|the last) (?:the |l')?)(?:summer|winter|autumn|spring|sommer|herbst|fruhling|ete|hiver|automne|printemps|verano|invierno|otono|primavera|verao|inverno|outono)",
      '(?<=last |this |next )fall',
    ],
    why: vague,
    phrases: ['in Q2', 'in Q3'],
  },
  {
    words: [
      '(?:last|this|next|previous|current) (?:sprint|shift|semester|term|release|deploy(?:ment)?|decade|century|season|iteration|payday)',
      'fiscal (?:year|quarter)|fy ?\\d{2,4}',
    ],
    why: DATED('since 3 November'),
    phrases: [],
  },
  {
    words: [
      'recently|lately|neulich|kurzlich|letztens|in letzter zeit|recemment|dernierement',
      'ces derniers temps|recientemente|ultimamente|recentemente|最近(?![の0-9])|月末|月初|年末|年始|前日|翌日|土日',
      '(?:令和|平成)[0-9元]+年|さっき|先日|この間(?!の)',
    ],
    why: vague,
    phrases: RECENT,
  },
  {
    words: [
      '(?:a (?:little |long |short )?while|some time|a long time|ages|long|not long|a bit) ago',
      '(?:the )?other (?:day|week|night|morning)',
      '(?:about |around )?(?:this|that|the same|same) time(?= (?:last|yesterday|on|the|a|two|\\d))',
      'a while back|back then|back in the day|the old days|at the moment|some ?day|one day',
      'once upon a time|(?:sooner|later) (?:or later|on)|at some point|soon|earlier(?= *(?:$|[?.!,]))',
    ],
    why: vague,
    phrases: RECENT,
  },
  {
    words: [
      '(?:in the |over the |within the )?(?:(?:last|past|previous) )?(?:a )?(?:few|several|many|some|couple) (?<unit>seconds|minutes|hours|days|weeks|months|years)(?: ago| back)?',
    ],
    why: (text) => `"${text}" is no definite number.`,
    phrases: [],
  },
  {
    words: [
      '(?:hace |ha |il y a |vor )?(?:letzten |vergangenen )?(?:einigen?|ein paar|paar|mehreren?) (?:stunden|tagen?|wochen|monaten?)',
      '(?:il y a )?(?:quelques|plusieurs) (?:heures|jours|semaines|mois)',
      '(?:hace |ha )?(?:unos|unas|varios|varias|alguns|algumas) (?:horas|dias|semanas|meses)',
      '数(?:日|時間|週間|分)前?',
    ],
    why: (text) => `"${text}" is no definite number.`,
    phrases: [],
  },
  {
    words: [
      '(?:every|each|alternate) (?:other )?(?:day|night|morning|afternoon|evening|week|weekday|weekend|month|quarter|year|hour|minute|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?',
      '(?:on )?(?:week(?:end|day)s|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)',
      '(?:\\d+|two|three|four|a couple of) (?:weekends|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays) ago',
      '(?:last|past) \\w+ (?:weekends|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|nights|mornings)',
      '(?:montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags)',
      'jeden? (?:tag|montag|woche)|chaque \\p{L}+|tous les jours|todos los dias|cada dia|todos os dias',
      '毎[日週月年朝晩]',
    ],
    why: (text) => `"${text}" comes round again and again; one question reads one stretch of time.`,
    phrases: ['in the last 7 days'],
  },
  {
    words: [
      'outside (?:of )?(?:9|nine)[ -](?:to[ -])?(?:5|five)',
      '(?:outside|inside|within|during|in|out of|after|before|non)?[ -]?(?:normal |regular )?(?:business|office|working|work|core|trading) (?:hours|days?)',
      '(?:\\d+|\\w+) (?:business|working|week|work) ?days?(?: ago)?|(?:after|out[- ]of)[ -]hours',
      '(?:(?:in|during) )?the middle of (?:the )?(?:night|day|morning|afternoon|week|month|year)(?= *(?:$|[?.!,;]|in|by|with|via|from|using))',
      '(?:the )?(?:wee|small) hours',
      'off[- ]hours|close of business|cob|eod|end of (?:the )?day',
      '(?:at )?(?:lunch(?:[ -]?time)?|breakfast|dinner ?time)',
      '(?<=(?:at|before|after|since|until|by|around) )(?:sunrise|sunset|dawn|dusk)',
    ],
    why: (text) => `I do not know which hours "${text}" are.`,
    phrases: ['yesterday between 9am and 5pm', 'yesterday from 6pm to 6am'],
  },
  {
    words: [
      '(?:at )?(?:half|quarter|a quarter|five|ten|twenty|twenty[- ]five) (?:past|to|after|before|till) (?:\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight)',
      'half (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)',
      '(?:um )?(?:halb|viertel|dreiviertel)(?: vor| nach)? \\w+',
      '\\d{1,2}h? (?:et (?:demie|quart)|moins le quart)|\\d{1,2} y (?:media|cuarto)',
    ],
    why: (text) => `I read times in numbers only, not "${text}".`,
    phrases: ['at 15:30', 'at 3:30pm'],
  },
  {
    words: [
      "(?:at )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:o'?clock|am|pm|in the (?:morning|afternoon|evening)|at night)",
    ],
    why: (text) => `I read times in numbers only, not "${text}".`,
    phrases: ['at 15:00', 'at 3pm'],
  },
  {
    words: ['(?:the )?(?:last|past) \\d{1,3}(?= *(?:$|[?.!,]))'],
    why: (text) => `"${text}" of what?`,
    phrases: (text) => ['hours', 'days'].map((unit) => `in the last ${/\d+/.exec(text)?.[0]} ${unit}`),
  },
  {
    words: ['\\d{1,2}\\.?-\\d{1,2}[./]\\d{1,2}[./]\\d{4}'],
    why: (text) => `I can read only a part of "${text}": write both dates out.`,
    phrases: (text) => {
      const [, first, last, rest] = /^(\d{1,2})\.?-(\d{1,2})([./].+)$/.exec(text) ?? [];
      return rest === undefined ? [] : [`from ${first}${rest} to ${last}${rest}`];
    },
  },
  {
    words: ['(?<=at )(?:[01]?\\d|2[0-3])[.]?[0-5]\\d(?![-/:.]\\d| ?(?:hrs|hours|h|[ap]\\.?m))'],
    why: (text) => `I read times with a colon only, not "${text}".`,
    phrases: (text) => {
      const [, hour, minute] = /(\d{1,2})\.?(\d\d)$/.exec(text) ?? [];
      return hour === undefined ? [] : [`at ${hour}:${minute}`];
    },
  },
  {
    words: [
      '(?:as|a partir das?|depois das?|antes das?|entre as) \\d{1,2} ?(?:h(?:oras?)?(?:\\d\\d)?|[ap]\\.?m\\.?)',
      '(?:as )?\\d{1,2}(?: ?h(?:oras?)?)? da (?:manha|tarde|noite|madrugada)',
      '(?<!(?:ha|faz|ultimas|proximas) )\\d{1,2} ?h(?:\\d\\d)?(?! ?atras)',
      '(?:a |ao )?(?:meia-noite|meio-dia)',
    ],
    why: (text) => `I read Portuguese times of day as hours and minutes only, not "${text}".`,
    phrases: ['às 15:00'],
    portugueseOnly: true,
  },
];
