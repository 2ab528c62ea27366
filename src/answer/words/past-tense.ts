// The asker's own verb → the past tense a sentence needs: "terminate" → "terminated", "shut down" → "shut down".

const IRREGULAR: Readonly<Record<string, string>> = {
  run: 'ran',
  get: 'got',
  shut: 'shut',
  spin: 'spun',
  take: 'took',
  give: 'gave',
  make: 'made',
  read: 'read',
  write: 'wrote',
  set: 'set',
  reset: 'reset',
  come: 'came',
  put: 'put',
  send: 'sent',
  blow: 'blew',
  bring: 'brought',
  let: 'let',
  do: 'did',
  undo: 'undid',
  sign: 'signed',
  log: 'logged',
  stop: 'stopped',
  drop: 'dropped',
  nuke: 'nuked',
  tear: 'tore',
  wipe: 'wiped',
  cut: 'cut',
  see: 'saw',
  kill: 'killed',
  tag: 'tagged',
  share: 'shared',
  edit: 'edited',
  grant: 'granted',
  open: 'opened',
};
const PARTICIPLES: Readonly<Record<string, string>> = {
  taken: 'took',
  given: 'gave',
  done: 'did',
  written: 'wrote',
  torn: 'tore',
  blown: 'blew',
  run: 'ran',
};

/** Only the first word changes: `shut down` → `shut down`, `spin up` → `spun up`, `switching off` → `switched off`. */
export function pastTense(phrase: string): string {
  const [first = '', ...rest] = phrase.trim().toLowerCase().split(/\s+/);
  return [pastOf(first), ...rest].join(' ');
}

function pastOf(word: string): string {
  const known = IRREGULAR[word] ?? PARTICIPLES[word];
  if (known !== undefined) return known;
  if (Object.values(IRREGULAR).includes(word) || word.endsWith('ed')) return word;
  if (word.endsWith('ing')) return pastOf(stemOf(word.slice(0, -3)));
  if (word.endsWith('e')) return `${word}d`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ied` : `${word}ed`;
}

/** `terminat` → `terminate`, `stopp` → `stop`: what an -ing was put behind. */
function stemOf(stem: string): string {
  if (/([bdgmnprt])\1$/.test(stem)) return stem.slice(0, -1);
  return /(at|et|ut|iz|uc|ag|ok|os|ir|ov|ev|us|ar|ang|ul|ok)$/.test(stem) ? `${stem}e` : stem;
}
