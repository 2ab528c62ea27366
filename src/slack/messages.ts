// A message in several forms → one in Slack, the first form Slack takes. Nothing pings, unfurls or links by itself.
import type { KnownBlock, WebClient } from '@slack/web-api';
import type { MessagePurpose } from '../domain/asking.ts';
import type { MessageForms, RenderedMessage } from '../domain/thread.ts';
import { type Called, harmless, once } from './call.ts';
import { METADATA_EVENT } from './own-messages.ts';
import { shortened } from './plain-text.ts';

/** Slack advises no more, and refuses an update with more. https://docs.slack.dev/reference/methods/chat.update */
const TEXT_LIMIT = 4_000;

/** Slack's words for "not these blocks": the next, simpler form may pass. */
const NOT_THESE_BLOCKS: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_blocks_too_long',
  'msg_too_long',
  'too_many_attachments',
  'markdown_text_conflict',
]);

export interface Target {
  readonly channelId: string;
  readonly threadTs: string | null;
  readonly askingId: string;
  readonly purpose: MessagePurpose;
}

export interface Sent {
  readonly ts: string;
  /** Which form Slack took. */
  readonly form: number;
}

/** Posts a new message. Not repeated when Slack's answer is lost: then the end is `unsure`. */
export function post(client: WebClient, target: Target, forms: MessageForms): Promise<Called<Sent>> {
  return firstTaken(forms, async (form) => {
    const called = await once(() =>
      client.chat.postMessage({
        channel: target.channelId,
        text: shortened(form.text, TEXT_LIMIT),
        ...(form.blocks.length === 0 ? {} : { blocks: blocksOf(form) }),
        metadata: metadata(target),
        unfurl_links: false,
        unfurl_media: false,
        link_names: false,
        ...(target.threadTs === null ? {} : { thread_ts: target.threadTs }),
      }),
    );
    return called.ok ? { ok: true, value: called.value.ts ?? '' } : called;
  });
}

/** Changes a message of ours; doing it twice is doing it once, so a lost answer is tried again. */
export function change(client: WebClient, target: Target, ts: string, forms: MessageForms): Promise<Called<Sent>> {
  return firstTaken(forms, async (form) => {
    const called = await harmless(() =>
      client.chat.update({
        channel: target.channelId,
        ts,
        text: shortened(form.text, TEXT_LIMIT),
        // An empty list takes the old message's blocks away.
        blocks: blocksOf(form),
        metadata: metadata(target),
        link_names: false,
      }),
    );
    return called.ok ? { ok: true, value: called.value.ts ?? ts } : called;
  });
}

async function firstTaken(
  forms: MessageForms,
  send: (form: RenderedMessage) => Promise<Called<string>>,
): Promise<Called<Sent>> {
  let last: Called<Sent> = { ok: false, kind: 'refused', code: 'no_form' };
  for (const [index, form] of forms.entries()) {
    const called = await send(form());
    if (called.ok) return { ok: true, value: { ts: called.value, form: index } };
    last = called;
    if (called.kind !== 'refused' || !NOT_THESE_BLOCKS.has(called.code)) return called;
  }
  return last;
}

function blocksOf(form: RenderedMessage): KnownBlock[] {
  // The blocks were rendered by `render/`, which imports no SDK; Slack validates them, and so does the fake.
  return [...form.blocks] as KnownBlock[];
}

function metadata(target: Target) {
  return { event_type: METADATA_EVENT, event_payload: { asking_id: target.askingId, purpose: target.purpose } };
}
