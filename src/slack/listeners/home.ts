// The app's Home opened, or a button in it pressed → the dashboard as of now, for whoever may ask; what a figure's button
// asks is answered in the direct messages. A word stands there at once where counting takes a moment.
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { HomeView as SentHome } from '@slack/web-api';
import { DASHBOARD_DAYS, type Dashboard, type DashboardDays, USUAL_DAYS } from '../../answer/dashboard.ts';
import type { AskedBy } from '../../domain/question.ts';
import type { RecordedAsking } from '../../domain/state.ts';
import { wantedBy } from '../../domain/wanted.ts';
import {
  countingView,
  DAYS_BUTTON,
  homeTrouble,
  homeView,
  noAccessView,
  type RecentQuestion,
} from '../../render/home.ts';
import { ASK_BUTTON, type HomeView } from '../../render/home-view.ts';
import { harmless } from '../call.ts';
import { askingFrom } from '../delivery.ts';
import { openDirect } from '../place.ts';
import { type Remembered, remembered } from '../remembered.ts';
import { type HomeParts, type ListenerDeps, personFrom } from './listener.ts';

/** Counting that takes longer says so, in milliseconds. */
const COUNTING_AFTER_MS = 500;
/** One count serves everybody who looks at as many days in the same zone, for so long. Milliseconds. */
const FRESH_MS = 30_000;
/** Recent questions read, and shown: some were buttons, some are the same. */
const RECENT_READ = 25;
const RECENT_SHOWN = 5;

interface HomeDeps extends ListenerDeps {
  readonly parts: HomeParts;
  readonly counted: Remembered<Dashboard>;
  /** The latest wish of each person: a slower, older one does not overwrite it. */
  readonly latest: Map<string, object>;
}

interface Wish {
  readonly userId: string;
  readonly days: DashboardDays;
  /** Their direct messages with us, where the rules know channels by id; null: not told. */
  readonly channelId: string | null;
  readonly notice: string | null;
}

export function listenToHome(app: App, deps: ListenerDeps): void {
  const parts = deps.home;
  if (parts === undefined) return;
  const counted = remembered(FRESH_MS, deps.clock, (key: string) => countFor(parts, key));
  const home: HomeDeps = { ...deps, parts, counted, latest: new Map() };
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    const days = daysOf(event.view?.private_metadata);
    await show(home, { userId: event.user, days, channelId: event.channel, notice: null });
  });
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: DAYS_BUTTON },
    async ({ ack, action, body }) => {
      await ack();
      await show(home, { userId: body.user.id, days: daysOf(action.value), channelId: null, notice: null });
    },
  );
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ASK_BUTTON },
    async ({ ack, action, body }) => {
      await ack();
      if (body.view?.type !== 'home') return;
      const { private_metadata: days } = body.view;
      const notice = await ask(home, body, action);
      await show(home, { userId: body.user.id, days: daysOf(days), channelId: null, notice });
    },
  );
}

/** Never rejects: whoever looks keeps what they see, and the log says why. */
async function show(deps: HomeDeps, wish: Wish): Promise<void> {
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

async function viewFor(deps: HomeDeps, wish: Wish): Promise<HomeView> {
  const person = await deps.directory.person(wish.userId);
  const context = { homeTeamId: deps.self.teamId, channelId: wish.channelId ?? '', channelKind: 'direct' } as const;
  const verdict = deps.may(person, context);
  if (verdict.may === 'no') return noAccessView(verdict);
  if (verdict.may === 'unknown') return homeTrouble(wish.days, TROUBLE);
  const { zone, locale } = person;
  // By the same step for all, so that one count can serve them.
  const now = Math.floor(deps.clock() / FRESH_MS) * FRESH_MS;
  const [dashboard, recent] = await Promise.all([
    deps.counted.get(JSON.stringify({ days: wish.days, now, zone, locale } satisfies Key)),
    deps.parts.recentAskings(wish.userId, RECENT_READ),
  ]);
  return homeView({ dashboard, recent: recentQuestions(recent), zone, notice: wish.notice });
}

interface Key extends AskedBy {
  readonly days: DashboardDays;
}

function countFor(parts: HomeParts, key: string): Promise<Dashboard> {
  const { days, ...asked } = JSON.parse(key) as Key;
  return parts.count(days, asked);
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

async function publishHome(deps: HomeDeps, userId: string, view: HomeView): Promise<void> {
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

/** What to tell the person. Pressed twice on one view, it is asked once. */
async function ask(deps: HomeDeps, body: BlockAction, action: ButtonAction): Promise<string> {
  const userId = body.user.id;
  try {
    const channelId = await openDirect(deps.client, userId);
    const asking = askingFrom(
      {
        teamId: deps.self.teamId,
        door: 'button',
        deliveryKey: [body.view?.id, body.view?.hash, action.action_id, userId].join('/'),
        userId,
        channelId,
        channelKind: 'direct',
        threadTs: null,
        typed: action.value ?? '',
      },
      deps.clock(),
    );
    const admission = await deps.door.admit(asking, personFrom(userId, body.user.team_id, deps.self.teamId));
    switch (admission.kind) {
      case 'recorded':
        return 'On it: the answer comes under *Messages*.';
      case 'already':
        return 'You pressed this a moment ago: its answer is under *Messages*.';
      default:
        return admission.text;
    }
  } catch (error) {
    deps.warn('a question from Home could not be taken', error);
    return 'I could not take your question: no direct message could be opened. Please try again in a minute.';
  }
}

function daysOf(text: string | undefined): DashboardDays {
  return DASHBOARD_DAYS.find((days) => String(days) === text) ?? USUAL_DAYS;
}
