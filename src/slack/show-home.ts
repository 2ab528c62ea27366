// Somebody looks at Home → the dashboard as of now, for whoever may ask. A word stands there at once where counting takes a
// moment. Where this process does not read the events, a worker is told to show it.
import type { HomeView as SentHome, WebClient } from '@slack/web-api';
import type { Dashboard, DashboardDays } from '../answer/dashboard.ts';
import type { Clock } from '../domain/clock.ts';
import type { AskedBy } from '../domain/question.ts';
import type { Person, RightsContext, Verdict } from '../domain/rights.ts';
import type { RecordedAsking } from '../domain/state.ts';
import { wantedBy } from '../domain/wanted.ts';
import { countingView, homeTrouble, homeView, noAccessView, type RecentQuestion } from '../render/home.ts';
import type { HomeView } from '../render/home-view.ts';
import { harmless } from './call.ts';
import type { SlackDirectory } from './directory.ts';
import { type Remembered, remembered } from './remembered.ts';

/** Counting that takes longer says so, in milliseconds. */
const COUNTING_AFTER_MS = 500;
/** One count serves everybody who looks at as many days in the same zone, for so long. Milliseconds. */
const FRESH_MS = 30_000;
/** Recent questions read, and shown: some were buttons, some are the same. */
const RECENT_READ = 25;
const RECENT_SHOWN = 5;

export interface HomeWish {
  readonly userId: string;
  readonly days: DashboardDays;
  /** Their direct messages with us, where the rules know channels by id; null: not told. */
  readonly channelId: string | null;
  /** A sentence of ours to show above the figures; null: none. */
  readonly notice: string | null;
}

/** Never rejects: whoever looks keeps what they see, and the log says why. */
export type ShowHome = (wish: HomeWish) => Promise<void>;

export interface HomeDeps {
  readonly count: (days: DashboardDays, asked: AskedBy) => Promise<Dashboard>;
  readonly recentAskings: (userId: string, limit: number) => Promise<readonly RecordedAsking[]>;
  readonly client: WebClient;
  readonly directory: SlackDirectory;
  readonly may: (person: Person, context: RightsContext) => Verdict;
  readonly homeTeamId: string;
  readonly clock: Clock;
  readonly warn: (what: string, error: unknown) => void;
}

interface Showing extends HomeDeps {
  readonly counted: Remembered<Dashboard>;
  /** The latest wish of each person: a slower, older one does not overwrite it. */
  readonly latest: Map<string, object>;
}

/** Counts in this process. */
export function homeShower(deps: HomeDeps): ShowHome {
  const counted = remembered(FRESH_MS, deps.clock, (key: string) => countFor(deps, key));
  const showing: Showing = { ...deps, counted, latest: new Map() };
  return (wish) => show(showing, wish);
}

/** Says that it is being counted, and leaves the counting to another process. `enqueue` may reject. */
export function homeElsewhere(
  deps: Pick<HomeDeps, 'client' | 'warn'>,
  enqueue: (wish: HomeWish) => Promise<void>,
): ShowHome {
  return async (wish) => {
    await publishHome(deps, wish.userId, countingView(wish.days));
    try {
      await enqueue(wish);
    } catch (error) {
      deps.warn('a Home could not be left to a worker', error);
      await publishHome(deps, wish.userId, homeTrouble(wish.days, TROUBLE));
    }
  };
}

async function show(deps: Showing, wish: HomeWish): Promise<void> {
  const mine = {};
  deps.latest.set(wish.userId, mine);
  const publish = async (view: HomeView): Promise<void> => {
    if (deps.latest.get(wish.userId) === mine) await publishHome(deps, wish.userId, view);
  };
  try {
    const view = viewFor(deps, wish);
    if ((await inTime(view)) === 'later') await publish(countingView(wish.days));
    await publish(await view);
  } catch (error) {
    deps.warn('the Home of somebody could not be shown', error);
    await publish(homeTrouble(wish.days, TROUBLE)).catch(() => undefined);
  } finally {
    if (deps.latest.get(wish.userId) === mine) deps.latest.delete(wish.userId);
  }
}

const TROUBLE =
  'I could not count the figures just now. Please open Home again in a minute; questions are answered as ever.';

async function viewFor(deps: Showing, wish: HomeWish): Promise<HomeView> {
  const person = await deps.directory.person(wish.userId);
  const context = { homeTeamId: deps.homeTeamId, channelId: wish.channelId ?? '', channelKind: 'direct' } as const;
  const verdict = deps.may(person, context);
  if (verdict.may === 'no') return noAccessView(verdict);
  if (verdict.may === 'unknown') return homeTrouble(wish.days, TROUBLE);
  const { zone, locale } = person;
  // By the same step for all, so that one count can serve them.
  const now = Math.floor(deps.clock() / FRESH_MS) * FRESH_MS;
  const [dashboard, recent] = await Promise.all([
    deps.counted.get(JSON.stringify({ days: wish.days, now, zone, locale } satisfies Key)),
    deps.recentAskings(wish.userId, RECENT_READ),
  ]);
  return homeView({ dashboard, recent: recentQuestions(recent), zone, notice: wish.notice });
}

interface Key extends AskedBy {
  readonly days: DashboardDays;
}

function countFor(deps: HomeDeps, key: string): Promise<Dashboard> {
  const { days, ...asked } = JSON.parse(key) as Key;
  return deps.count(days, asked);
}

async function inTime(view: Promise<unknown>): Promise<'in-time' | 'later'> {
  let timer: NodeJS.Timeout | undefined;
  const later = new Promise<'later'>((resolve) => {
    timer = setTimeout(() => resolve('later'), COUNTING_AFTER_MS);
  });
  try {
    return await Promise.race([view.then(() => 'in-time' as const), later]);
  } finally {
    clearTimeout(timer);
  }
}

async function publishHome(deps: Pick<HomeDeps, 'client' | 'warn'>, userId: string, view: HomeView): Promise<void> {
  // Rendered in `render/`, which imports no SDK; Slack checks it, and so does the fake.
  const called = await harmless(() => deps.client.views.publish({ user_id: userId, view: view as SentHome }));
  if (!called.ok) deps.warn('a Home was not published', new Error(called.code));
}

/** The latest questions of somebody, each text once: what a button of theirs did was no question. */
function recentQuestions(askings: readonly RecordedAsking[]): readonly RecentQuestion[] {
  const found = new Map<string, RecentQuestion>();
  for (const asking of askings) {
    const wanted = wantedBy(asking);
    if (wanted.kind !== 'question' || wanted.question === '') continue;
    const text = wanted.question;
    // Through a button the same text must still be a question.
    if (wantedBy({ text, door: 'button' }).kind !== 'question' || found.has(text)) continue;
    found.set(text, { text, state: STATES[asking.state], askedAt: asking.askedAt });
  }
  return [...found.values()].slice(0, RECENT_SHOWN);
}

const STATES: Readonly<Record<RecordedAsking['state'], string>> = {
  recorded: 'under way',
  queued: 'under way',
  answered: 'answered',
  refused: 'not understood or not allowed',
  failed: 'failed',
};
