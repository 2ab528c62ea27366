// FakeSlack: a stand-in for Slack at the wire. The real Bolt app and WebClient talk to it over loopback; tests and the
// playground act as its people. It imports none of our other folders and states Slack's rules itself.
import type { AddressInfo } from 'node:net';
import type { Call } from './call-log.ts';
import { type Delivery, deliver, type Retry, type Route } from './deliver.ts';
import { eventPayload } from './event-payloads.ts';
import { createFaults, type Fault } from './faults.ts';
import type { Dict } from './json.ts';
import { openHomeTab, type Press, type PressResult, pressInMessage, pressInView, runShortcut } from './pressing.ts';
import { closeServer, createFakeServer, type ExtraHandler } from './server.ts';
import { createSocketMode } from './socket-mode.ts';
import { messageEvent, type SayResult, type SlashResult, type Stage, say, typeSlash, type Where } from './speaking.ts';
import {
  addEphemeral,
  type Change,
  createState,
  type Ephemeral,
  type Message,
  openIm,
  type State,
  type StoredFile,
  type View,
} from './state.ts';
import { closeTopView, type Entered, type SubmitResult, submitTopView } from './submitting.ts';
import { ALL_SCOPES, type SeedWorkspace } from './workspace.ts';

/** How to start it. `clock` gives epoch milliseconds and rules timestamps and expiries. */
export type FakeSlackOptions = {
  readonly port?: number;
  readonly host?: string;
  readonly clock?: () => number;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly workspace: SeedWorkspace;
  /** Scopes of the installed app; all that whodid asks for by default. */
  readonly scopes?: readonly string[];
  /** False: a workspace where table blocks are not rolled out and answer invalid_blocks. */
  readonly nativeTables?: boolean;
  /** True: more than one message a second and channel answers 429. */
  readonly oneMessagePerSecond?: boolean;
  /** Takes requests before the fake does; the process of its own puts its control API here. */
  readonly extra?: ExtraHandler;
};

/** A running fake. Ids are Slack ids, `ts` are Slack timestamps. */
export type FakeSlack = {
  readonly url: string;
  /** What `slackApiUrl` of the app has to be. */
  readonly apiUrl: string;
  readonly port: number;
  readonly workspace: SeedWorkspace;
  readonly state: State;
  /** Where the app listens ("http://127.0.0.1:3000/slack/events"); undefined: deliver by Socket Mode. */
  readonly setRequestUrl: (url: string | undefined) => void;
  readonly slash: (command: string, text: string, where: Where) => Promise<SlashResult>;
  /** Says something as a person; `raw` skips the client's encoding of mentions, links and entities. */
  readonly say: (text: string, where: Where & { readonly raw?: boolean }) => Promise<SayResult>;
  readonly mention: (text: string, where: Where) => Promise<SayResult>;
  readonly directMessage: (
    text: string,
    from: { readonly user: string; readonly threadTs?: string },
  ) => Promise<SayResult>;
  readonly click: (messageTs: string, actionId: string, press: Press) => Promise<PressResult>;
  readonly clickInView: (viewId: string, actionId: string, press: Press) => Promise<PressResult>;
  readonly submitView: (user: string, entered: Entered) => Promise<SubmitResult>;
  readonly closeView: (user: string) => Promise<Delivery | undefined>;
  readonly shortcut: (
    callbackId: string,
    on: { readonly user: string; readonly messageTs?: string },
  ) => Promise<PressResult>;
  readonly openHome: (user: string) => Promise<Delivery>;
  /** Any event at all. */
  readonly event: (event: Dict) => Promise<Delivery & { readonly eventId: string }>;
  /** Sends an event again, the last one by default, as Slack does when it saw no answer. */
  readonly redeliver: (retry?: Partial<Retry>, eventId?: string) => Promise<Delivery>;
  /** Messages of a channel, oldest first; of one thread (parent first) when it is named. */
  readonly messages: (channel: string, threadTs?: string) => readonly Message[];
  readonly ephemerals: (user: string, channel?: string) => readonly Ephemeral[];
  readonly files: () => readonly StoredFile[];
  readonly views: (user: string) => readonly View[];
  readonly home: (user: string) => View | undefined;
  readonly imOf: (user: string) => string;
  readonly calls: readonly Call[];
  readonly deliveries: readonly Delivery[];
  /** Resolves with the first value that is neither undefined nor false; rejects after `timeoutMs` of real time. */
  readonly waitFor: <T>(look: () => T | undefined | false, timeoutMs?: number) => Promise<T>;
  readonly inject: (fault: Fault) => void;
  readonly clearFaults: () => void;
  readonly settings: State['settings'];
  readonly socket: { readonly connections: () => number; readonly disconnect: (how: 'refresh' | 'cut') => void };
  /** Listens to changes; returns the way to stop. */
  readonly onChange: (listener: (change: Change) => void) => () => void;
  /** Shows one person a notice of the client itself, as after a failed command. */
  readonly notice: (text: string, where: Where) => void;
  readonly close: () => Promise<void>;
};

/** How many events are remembered for redelivery. */
const REMEMBERED_EVENTS = 1000;

const DEFAULT_WAIT_MS = 5_000;

/** Starts a fake Slack on loopback. */
export async function startFakeSlack(options: FakeSlackOptions): Promise<FakeSlack> {
  const host = options.host ?? '127.0.0.1';
  const state = createState(options.workspace, options.clock ?? Date.now);
  state.settings.nativeTables = options.nativeTables ?? true;
  state.settings.oneMessagePerSecond = options.oneMessagePerSecond ?? false;
  const faults = createFaults();
  const calls: Call[] = [];
  const socket = createSocketMode(options.workspace.appId);
  const scopes = options.scopes ?? ALL_SCOPES;
  const server = createFakeServer(
    {
      state,
      scopes,
      faults,
      calls,
      socket,
      botToken: options.botToken,
      appToken: options.appToken,
    },
    options.extra,
  );
  await new Promise<void>((resolve, reject) => {
    server.http.once('error', reject).listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.http.address() as AddressInfo;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  server.setBaseUrl(url);

  const aborter = new AbortController();
  let requestUrl: string | undefined;
  const route: Route = {
    signingSecret: options.signingSecret,
    socket,
    requestUrl: () => requestUrl,
    aborted: aborter.signal,
    ackLimitMs: () => state.settings.ackLimitMs,
  };
  const deliveries: Delivery[] = [];
  const sentEvents: (Dict & { readonly event_id?: unknown })[] = [];
  const send: Stage['send'] = async (kind, payload, retry) => {
    if (kind === 'events_api') sentEvents.push(payload);
    if (sentEvents.length > REMEMBERED_EVENTS) sentEvents.shift();
    const delivery = await deliver(route, kind, payload, retry);
    deliveries.push(delivery);
    return delivery;
  };
  const stage: Stage = { state, baseUrl: url, send };
  state.listeners.add((change) => echoDirectMessages(stage, change));

  return {
    url,
    apiUrl: `${url}/api/`,
    port,
    workspace: options.workspace,
    state,
    setRequestUrl: (next) => {
      requestUrl = next;
    },
    slash: (command, text, where) => typeSlash(stage, command, text, where),
    say: (text, where) => say(stage, text, where),
    mention: (text, where) => say(stage, `@${options.workspace.bot.name} ${text}`, where),
    directMessage: (text, from) => say(stage, text, { ...from, channel: openIm(state, from.user).id }),
    click: (ts, actionId, press) => pressInMessage(stage, ts, actionId, press),
    clickInView: (viewId, actionId, press) => pressInView(stage, viewId, actionId, press),
    submitView: (user, entered) => submitTopView(stage, user, entered),
    closeView: (user) => closeTopView(stage, user),
    shortcut: (callbackId, on) => runShortcut(stage, callbackId, on),
    openHome: (user) => openHomeTab(stage, user),
    event: async (event) => {
      const payload = eventPayload(state, event);
      return { ...(await send('events_api', payload)), eventId: payload.event_id };
    },
    redeliver: (retry, eventId) => {
      const known = sentEvents.findLast((event) => eventId === undefined || event.event_id === eventId);
      if (!known) throw new Error(`no event ${eventId ?? ''} was sent`);
      return send('events_api', known, { num: retry?.num ?? 1, reason: retry?.reason ?? 'http_timeout' });
    },
    messages: (channel, threadTs) => state.messages.filter((message) => isIn(message, channel, threadTs)),
    ephemerals: (user, channel) =>
      state.ephemerals.filter((one) => one.recipient === user && (channel === undefined || one.channel === channel)),
    files: () => [...state.files.values()].filter((file) => file.completed),
    views: (user) => state.viewStacks.get(user) ?? [],
    home: (user) => state.homes.get(user),
    imOf: (user) => openIm(state, user).id,
    calls,
    deliveries,
    waitFor: (look, timeoutMs = DEFAULT_WAIT_MS) => waitFor(state, look, timeoutMs),
    inject: faults.inject,
    clearFaults: faults.clear,
    settings: state.settings,
    socket,
    onChange: (listener) => {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
    notice: (text, where) => {
      const { user: recipient, ...place } = where;
      addEphemeral(state, { ...place, recipient, text, blocks: [], fromClient: true });
    },
    close: async () => {
      aborter.abort();
      socket.close();
      await closeServer(server.http);
    },
  };
}

function isIn(message: Message, channel: string, threadTs: string | undefined): boolean {
  if (message.channel !== channel) return false;
  return threadTs === undefined || message.ts === threadTs || message.threadTs === threadTs;
}

// A bot subscribed to message.im hears its own words and edits too, and has to ignore them.
// https://docs.slack.dev/reference/events/message.im
function echoDirectMessages(stage: Stage, change: Change): void {
  if (change.kind !== 'message' && change.kind !== 'message-changed') return;
  const { state } = stage;
  const { message } = change;
  const channel = state.channels.get(message.channel);
  if (channel?.kind !== 'im' || !message.byApp) return;
  const own = messageEvent(state, message, channel, 'message');
  const hidden = { type: 'message', subtype: 'message_changed', hidden: true, channel: channel.id, channel_type: 'im' };
  const event =
    change.kind === 'message' ? own : { ...hidden, message: own, ts: message.editedTs, event_ts: message.editedTs };
  void stage.send('events_api', eventPayload(state, event)); // deliver never throws
}

function waitFor<T>(state: State, look: () => T | undefined | false, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      state.listeners.delete(tryOnce);
    };
    const tryOnce = (): void => {
      try {
        const found = look();
        if (found === undefined || found === false) return;
        end();
        resolve(found);
      } catch (error) {
        end();
        reject(error);
      }
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`nothing came in ${timeoutMs} ms that satisfied: ${String(look).slice(0, 200)}`));
    }, timeoutMs);
    state.listeners.add(tryOnce);
    tryOnce();
  });
}
