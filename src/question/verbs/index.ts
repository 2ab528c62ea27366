// Every verb family, and the forms under which each is found in a question. A verb that AWS uses and no family claims
// (decrypt, subscribe, failover, …) is a family of its own, made from the catalog.
import type { Catalog } from '../../catalog/catalog.ts';
import { isOwnPast, verbForms } from '../text/inflect.ts';
import { acceptVerbs, allocateVerbs, inviteVerbs, joinVerbs, leaveVerbs, rejectVerbs, releaseVerbs } from './agree.ts';
import { assumeVerbs, connectVerbs, signInVerbs, useVerbs } from './assume.ts';
import { addVerbs, attachVerbs, detachVerbs, tagVerbs, untagVerbs } from './attach.ts';
import { createVerbs } from './create.ts';
import { deleteVerbs } from './delete.ts';
import { deployVerbs } from './deploy.ts';
import { disableVerbs } from './disable.ts';
import { emptyVerbs } from './empty.ts';
import { enableVerbs } from './enable.ts';
import { exportVerbs } from './export.ts';
import type { VerbFamily } from './family.ts';
import { assignVerbs, grantVerbs, revokeVerbs, unassignVerbs } from './grant.ts';
import { modifyVerbs } from './modify.ts';
import { closeVerbs, openVerbs, privateVerbs, publishVerbs } from './open.ts';
import { copyVerbs, failoverVerbs, restoreVerbs, rotateVerbs, runVerbs, snapshotVerbs, uploadVerbs } from './other.ts';
import { downloadVerbs, listVerbs, readVerbs } from './read.ts';
import { removeVerbs } from './remove.ts';
import { shareVerbs, unshareVerbs } from './share.ts';
import { rebootVerbs, startVerbs } from './start.ts';
import { shutDownVerbs, stopVerbs, takeDownVerbs } from './stop.ts';
import { terminateVerbs } from './terminate.ts';
import { touchVerbs } from './touch.ts';

/** Earlier families win where two claim a word. */
export const VERB_FAMILIES: readonly VerbFamily[] = [
  terminateVerbs,
  removeVerbs,
  emptyVerbs,
  deleteVerbs,
  publishVerbs,
  privateVerbs,
  snapshotVerbs,
  deployVerbs,
  createVerbs,
  shutDownVerbs,
  takeDownVerbs,
  stopVerbs,
  startVerbs,
  rebootVerbs,
  disableVerbs,
  enableVerbs,
  openVerbs,
  closeVerbs,
  shareVerbs,
  unshareVerbs,
  connectVerbs,
  failoverVerbs,
  attachVerbs,
  detachVerbs,
  addVerbs,
  tagVerbs,
  untagVerbs,
  grantVerbs,
  revokeVerbs,
  assignVerbs,
  unassignVerbs,
  assumeVerbs,
  signInVerbs,
  useVerbs,
  readVerbs,
  downloadVerbs,
  listVerbs,
  uploadVerbs,
  runVerbs,
  rotateVerbs,
  restoreVerbs,
  acceptVerbs,
  rejectVerbs,
  releaseVerbs,
  allocateVerbs,
  leaveVerbs,
  inviteVerbs,
  joinVerbs,
  copyVerbs,
  exportVerbs,
  modifyVerbs,
  touchVerbs,
];

export interface VerbForm {
  readonly family: VerbFamily;
  /** The base form: `delete`, `get rid of`; of an act, the family's first word. */
  readonly base: string;
  /** `base`: could also be a noun ("a change"); `inflected`: only a verb; `act`: a noun for the act. */
  readonly form: 'base' | 'inflected' | 'act';
}

export interface VerbLexicon {
  /** Phrase in lower case → the verb. */
  readonly phrases: ReadonlyMap<string, VerbForm>;
  /** First word of a separable verb ("turn") → its particles ("off") and the verb. Longer particles first. */
  readonly split: ReadonlyMap<string, readonly { readonly particle: readonly string[]; readonly verb: VerbForm }[]>;
  readonly families: ReadonlyMap<string, VerbFamily>;
}

/** First words of action names that are not verbs of English, or are too common as other words. */
const NOT_VERBS = new Set(
  (
    'event condition index dashboards channel application member gateway left right middle double triple type parti group key driver graph source ' +
    'personalization directory carrier mobile external context forecast sample record report document describelabel contains back snap handle member left ' +
    'test view check count use store mark match filter monitor process schedule signal share load post poll log backup batch glue sync partition client label ' +
    'call order setup save search suggest apply agentic scroll admin agents account associate bulk claim event ingest left perform pass plan project question rate ' +
    'connector console credential cross domain global head include exclude info insight latest managed object partially password persist phone questionnaire ' +
    'quick remote rotation scope supported version checkpoint autocomplete forgot harvest sample take show ' +
    'return set start time track user volume manage admin stream verify issue point notify submit simulate continue replication complete request'
  ).split(' '),
);

/** Claimed back from the list above: people do ask for these. */
const VERBS_AFTER_ALL = [
  'schedule',
  'search',
  'apply',
  'verify',
  'submit',
  'simulate',
  'monitor',
  'request',
  'pass',
  'replicate',
  'complete',
];

export function verbLexicon(catalog: Catalog): VerbLexicon {
  const phrases = new Map<string, VerbForm>();
  const split = new Map<string, { readonly particle: readonly string[]; readonly verb: VerbForm }[]>();
  const families = new Map(VERB_FAMILIES.map((family) => [family.id, family]));
  for (const family of VERB_FAMILIES) addFamily(family, phrases, split);
  for (const verb of catalog.byVerb.keys()) {
    const word = verb.toLowerCase();
    const wanted = VERBS_AFTER_ALL.includes(word) || !NOT_VERBS.has(word);
    if (!/^[a-z]{4,}$/.test(word) || !wanted || phrases.has(word)) continue;
    const family: VerbFamily = { id: word, words: [word], aws: [verb], examples: [] };
    families.set(word, family);
    addFamily(family, phrases, split);
  }
  for (const list of split.values()) list.sort((a, b) => b.particle.length - a.particle.length);
  return { phrases, split, families };
}

function addFamily(
  family: VerbFamily,
  phrases: Map<string, VerbForm>,
  split: Map<string, { readonly particle: readonly string[]; readonly verb: VerbForm }[]>,
): void {
  for (const words of family.words) {
    const [head = '', ...rest] = words.split(' ');
    for (const form of verbForms(head)) {
      // "stopped logging on trail …" is about a log, not about logging on.
      if (form === 'logging' && rest[0] !== 'in' && rest[0] !== 'into') continue;
      const base = (form === head && !isOwnPast(head)) || form === `${head}s`;
      const verb: VerbForm = { family, base: words, form: base ? 'base' : 'inflected' };
      if (rest[0] === '…') {
        const list = split.get(form) ?? [];
        list.push({ particle: rest.slice(1), verb });
        split.set(form, list);
      } else addPhrase([form, ...rest].join(' '), verb, phrases);
    }
  }
  for (const act of family.acts ?? []) addPhrase(act, { family, base: family.words[0] ?? '', form: 'act' }, phrases);
}

/** A hyphen in a compound is the same word as a blank: "sign-in", "sign in". */
function addPhrase(phrase: string, verb: VerbForm, phrases: Map<string, VerbForm>): void {
  for (const spelling of new Set([phrase, phrase.replaceAll('-', ' ')])) {
    const known = phrases.get(spelling);
    if (known === undefined || (known.form === 'base' && verb.form === 'act' && known.family === verb.family)) {
      phrases.set(spelling, verb);
    }
  }
}
