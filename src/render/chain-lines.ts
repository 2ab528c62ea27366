// Who stands behind the first callers → lines, hop by hop, the same for every door. Plain text, unescaped. What is only a
// caller's own word is marked as such, and an unknown person is said to be unknown.
import { listOf } from '../answer/words/count.ts';
import { describeActor, describeHuman } from '../answer/words/describe-actor.ts';
import type { Answer, AnsweredActor, Confidence, Hop, HopKind } from '../domain/answer.ts';

/** Callers with lines of their own. */
const CALLERS_MAX = 2;
/** Hops of one chain shown: more than any known set-up has. */
const HOPS_MAX = 8;
const HINTS_MAX = 4;
const IDS_MAX = 3;

const HOPS: Readonly<Record<HopKind, string>> = {
  'source-identity': 'source identity',
  'on-behalf-of': 'on behalf of',
  'identity-center': 'Identity Center user',
  'web-identity': 'web identity',
  saml: 'SAML sign-in',
  'assumed-role': 'role taken on by',
  'console-sign-in': 'console sign-in of',
  'switched-role': 'role switched to by',
  'session-name': 'session name',
  'service-acting': 'service acting for',
  instance: 'instance',
  'access-key': 'access key',
};

const CONFIDENCE: Readonly<Record<Confidence, string>> = {
  certain: 'certain',
  likely: 'likely',
  'self-asserted': 'self-asserted: the caller chose it',
};

export interface HopLine {
  /** What it is, to whom it leads, and how sure that is. */
  readonly text: string;
  /** The event that shows it; null where the record of the call itself does. */
  readonly eventID: string | null;
}

/** The lines about one caller: whom it is about, the hops, where they end, and what else bears on it. */
export interface ChainLines {
  readonly about: string;
  readonly hops: readonly HopLine[];
  readonly end: string;
  readonly hints: readonly string[];
}

/** At most two callers; none for those whom the record names and nothing is to be added. */
export function chainLines(answer: Answer): readonly ChainLines[] {
  return answer.actors.filter(hasMore).slice(0, CALLERS_MAX).map(linesOf);
}

function hasMore({ actor, human, chain }: AnsweredActor): boolean {
  if (chain !== undefined && chain.hops.length + chain.hints.length > 0) return true;
  return human !== null && (human.hops.length > 0 || human.name !== actor.name);
}

function linesOf({ actor, human, chain }: AnsweredActor): ChainLines {
  const hops = chain?.hops ?? [];
  const shown = hops.slice(0, HOPS_MAX).map(hopLine);
  const rest = hops.length - shown.length;
  const person = chain?.human ?? human;
  // Where no hop is told one by one, the events that show the person still are.
  const events = person === null || shown.length > 0 ? '' : eventsText(person.hops);
  return {
    about: describeActor(actor),
    hops: rest > 0 ? [...shown, { text: `and ${rest} more`, eventID: null }] : shown,
    end: person === null ? 'not known from these logs' : `${describeHuman(person)}${events}`,
    hints: (chain?.hints ?? []).slice(0, HINTS_MAX),
  };
}

function hopLine({ kind, name, confidence, deed, eventID }: Hop): HopLine {
  const did = deed === undefined ? '' : `, who ${deed}`;
  return { text: `${HOPS[kind]} ${name}${did} (${CONFIDENCE[confidence]})`, eventID };
}

function eventsText(ids: readonly string[]): string {
  if (ids.length === 0) return '';
  return `, by ${ids.length === 1 ? 'event' : 'events'} ${listOf(ids, IDS_MAX)}`;
}
