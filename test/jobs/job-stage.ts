// The job on ports made by hand: a state in memory, a thread that only remembers, a person who may ask.
import type { Answering } from '../../src/answering/feature.ts';
import type { Asking, MessagePurpose } from '../../src/domain/asking.ts';
import type { Deed, LedgerEntry, RecordedAsking, State } from '../../src/domain/state.ts';
import type { AttachedFile, KnownPerson, RenderedMessage, Thread } from '../../src/domain/thread.ts';
import { readQuestion } from '../../src/question/read-question.ts';
import { sampleAnswer } from '../render/sample-replies.ts';

export const NOW = Date.parse('2023-07-11T09:00:00Z');

export const PERSON: KnownPerson = {
  userId: 'U000MEMBER',
  teamId: 'T000SAMPLE',
  isBot: false,
  isDeleted: false,
  isGuest: false,
  isStranger: false,
  groups: [],
  name: 'Max Sample',
  zone: 'America/New_York',
  locale: 'en-US',
};

export interface JobStage {
  readonly deps: Answering;
  readonly askings: Map<string, RecordedAsking>;
  /** What was done, in order: `saveReply`, `end:0`, `attach`, `ended:answered` … */
  readonly done: string[];
  readonly said: string[];
  /** The answers, in their best form. */
  readonly messages: RenderedMessage[];
  readonly files: AttachedFile[];
  readonly entries: LedgerEntry[];
  /** Purposes the thread finds posted already. */
  readonly posted: Set<MessagePurpose>;
  readonly deeds: Deed[];
  /** When each answer is looked at again. */
  readonly rechecks: Map<string, number | null>;
}

export function jobStage(asking: RecordedAsking, changes: Partial<Answering> = {}): JobStage {
  const askings = new Map([[asking.id, asking]]);
  const stage = {
    askings,
    done: [],
    said: [],
    messages: [],
    files: [],
    entries: [],
    posted: new Set<MessagePurpose>(),
    deeds: [],
    rechecks: new Map<string, number | null>(),
  };
  const { done, said } = stage as Pick<JobStage, 'done' | 'said'>;
  const deps: Answering = {
    state: stateIn(stage),
    directory: { person: async () => PERSON, channelKind: async () => 'public' },
    threads: {
      open: async (_asking, _name, again) => {
        done.push(again ? 'open again' : 'open');
        return threadIn(stage);
      },
      openAt: async (_asking, { channelId }) => {
        done.push(`open at ${channelId}`);
        return threadIn(stage);
      },
      openDirect: async (_asking, userId) => {
        done.push(`open direct ${userId}`);
        return threadIn(stage);
      },
      whisper: async (_asking, text) => {
        done.push('whisper');
        said.push(text);
      },
    },
    may: () => ({ may: 'yes' }),
    homeTeamId: 'T000SAMPLE',
    zone: 'UTC',
    ask: async () => sampleAnswer(),
    put: async () => sampleAnswer(),
    features: [],
    schedule: async ({ key }) => {
      done.push(`schedule: ${key}`);
      return { id: 'f'.repeat(32), kind: 'recorded' };
    },
    chore: async (feature, id) => void done.push(`chore: ${feature} ${id}`),
    explain: async () => ({ text: 'Read as: who did it', blocks: [] }),
    reach: {
      showView: async () => void done.push('view') === undefined,
      unfurl: async () => ({ ok: true }),
      linkTo: async () => null,
      profileLink: () => null,
      userByEmail: async () => null,
    },
    findEvent: async () => null,
    reader: async (asked) => (text) => readQuestion(text, asked),
    people: new Map(),
    askBackAfterMs: 60_000,
    securityChannel: null,
    help: 'how to ask',
    csv: 'always',
    clock: () => NOW,
    progressAfterMs: 60_000,
    progressEveryMs: 60_000,
    notifyAfterMs: 60_000,
    patienceMs: 60_000,
    recheckEveryMs: 60_000,
    spend: { perQuestionUsd: null, perPersonUsd: null, perChannelUsd: null },
    warn: (what) => void done.push(`warn: ${what}`),
    ...changes,
  };
  return { ...stage, deps };
}

type Stage = Omit<JobStage, 'deps'>;

function threadIn({ done, said, messages, files, posted }: Stage): Thread {
  return {
    posted: (purpose) => posted.has(purpose),
    begin: async () => undefined,
    head: async (forms) => {
      if (!posted.has('parent')) {
        done.push('head');
        said.push(forms[0]().text);
        posted.add('parent');
      }
      return { ok: true, ts: '1.1', form: 0 };
    },
    progress: async ({ text }) => void done.push(`progress: ${text}`),
    end: async (forms) => {
      if (posted.has('answer')) return 0;
      done.push('end');
      said.push(forms[0]().text);
      messages.push(forms[0]());
      return 0;
    },
    amend: async (forms) => {
      done.push('amend');
      said.push(forms[0]().text);
      return true;
    },
    attach: async (file) => {
      done.push('attach');
      files.push(file);
    },
    notify: async () => void done.push('notify'),
    say: async (purpose, forms) => {
      done.push(`say: ${purpose}`);
      said.push(forms[0]().text);
      return { ok: true, ts: '2.2', form: 0 };
    },
    change: async (purpose) => {
      done.push(`change: ${purpose}`);
      return true;
    },
  };
}

function stateIn({ askings, deeds, done, entries, rechecks }: Stage): State {
  const change = (id: string, changes: Partial<RecordedAsking>): void => {
    const asking = askings.get(id);
    if (asking !== undefined) askings.set(id, { ...asking, ...changes });
  };
  const unused = (): never => {
    throw new Error('the job has no business with this');
  };
  return {
    asking: async (id) => askings.get(id) ?? null,
    saveReply: async (id, replyJson) => {
      done.push('saveReply');
      change(id, { replyJson });
    },
    end: async (id, state, entry) => {
      done.push(`ended: ${state}`);
      entries.push(entry);
      change(id, { state });
      return true;
    },
    saveMessage: async () => undefined,
    message: async () => null,
    queriesOf: () => ({
      begun: async () => null,
      intend: async () => undefined,
      started: async () => undefined,
      ended: async () => undefined,
      forget: async () => undefined,
    }),
    spentSince: async () => ({ personUsd: 0, channelUsd: 0 }),
    requestStop: async () => unused(),
    stopRequested: async () => false,
    setRecheck: async (id, at) => {
      done.push(`recheck: ${at === null ? 'never' : at - NOW}`);
      rechecks.set(id, at);
    },
    dueRechecks: async () => unused(),
    recordAsking: async (_asking: Asking) => unused(),
    unqueued: async () => unused(),
    markQueued: async () => unused(),
    recentAskings: async () => unused(),
    claimDeed: async (deed, entry) => {
      const held = deeds.find(({ ofId, name }) => ofId === deed.ofId && name === deed.name);
      if (held !== undefined) return held;
      deeds.push(deed);
      entries.push(entry);
      return deed;
    },
    deedsOf: async (ofId) => deeds.filter((deed) => deed.ofId === ofId),
    answeredIn: async () => [],
    appendLedger: async (entry) => {
      entries.push(entry);
      return { ...entry, seq: entries.length, previousHash: '', hash: '' };
    },
    ledger: async () => unused(),
    close: async () => undefined,
  };
}
