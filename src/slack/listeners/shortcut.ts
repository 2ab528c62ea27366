// "Who did this?" on any message → a modal with the questions its text suggests; what is picked or typed there is asked in
// the thread of that message, or by direct message where questions are not answered in that channel.
import type { App, MessageShortcut, ViewSubmitAction } from '@slack/bolt';
import type { Asking } from '../../domain/asking.ts';
import { questionsIn } from '../../follow-up/questions-in-message.ts';
import { readQuestion } from '../../question/read-question.ts';
import { MODAL_MAX } from '../../render/modals/modal.ts';
import { sentenceModal } from '../../render/modals/sentence-modal.ts';
import {
  PICKED,
  TYPED,
  WHO_DID_THIS,
  type WhoDidThis,
  whoDidThisModal,
  whoDidThisOf,
} from '../../render/modals/who-did-this-modal.ts';
import { askingFrom } from '../delivery.ts';
import { messageText } from '../message-text.ts';
import { asView, openModal } from '../modal.ts';
import { openDirect } from '../place.ts';
import { type ListenerDeps, personFrom } from './listener.ts';

const TITLE = 'Who did this?';

export function listenToShortcuts(app: App, deps: ListenerDeps): void {
  app.shortcut<MessageShortcut>(
    { type: 'message_action', callback_id: WHO_DID_THIS },
    async ({ ack, shortcut: { channel, message, message_ts: messageTs, trigger_id: trigger } }) => {
      await ack();
      // Names have no zone and no language: the worker reads the question again, as its asker's.
      const asked = { now: deps.clock(), zone: 'UTC', locale: 'en-US' };
      const read = (text: string) => readQuestion(text, asked);
      const threadTs: unknown = message.thread_ts;
      const view = whoDidThisModal({
        channelId: channel.id,
        threadTs: typeof threadTs === 'string' ? threadTs : messageTs,
        questions: questionsIn(messageText(message), read, MODAL_MAX.radioOptions),
      });
      await openModal(deps, trigger, view);
    },
  );
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: WHO_DID_THIS }, async ({ ack, body }) => {
    const about = whoDidThisOf(body.view.private_metadata);
    const question = about === null ? null : questionOf(about, body.view.state.values);
    if (about === null) return ack(instead(STALE));
    if (question === null) return ack({ response_action: 'errors', errors: { [TYPED.block]: 'Type a question.' } });
    const asking = await askingOf(deps, body, about, question);
    if (asking === null) return ack(instead(NO_DIRECT));
    const admission = await deps.door.admit(asking, personOf(deps, body));
    if (admission.kind === 'failed' || admission.kind === 'refused') {
      return ack(instead(admission.text));
    }
    if (asking.private) return ack(instead(PRIVATELY));
    return asking.channelId === about.channelId ? ack() : ack(instead(DIRECTLY));
  });
}

const STALE = 'This form is too old to be read. Please open it again from the message.';
const NO_DIRECT = 'I could not open a direct message with you. Please try again in a minute.';
const PRIVATELY = 'On it. The answer comes as a direct message: only you will see it.';
const DIRECTLY =
  'On it. Questions are not answered in that channel, so the answer comes as a direct message: only you will see it.';

/** Shows a sentence in the modal's place. */
function instead(text: string) {
  return { response_action: 'update' as const, view: asView(sentenceModal(TITLE, text)) };
}

type Values = ViewSubmitAction['view']['state']['values'];

/** What was typed where it was changed, else what was picked; null: neither. */
function questionOf({ questions }: WhoDidThis, values: Values): string | null {
  const typed = values[TYPED.block]?.[TYPED.action]?.value?.trim() ?? '';
  const picked = questions[Number(values[PICKED.block]?.[PICKED.action]?.selected_option?.value ?? Number.NaN)];
  if (typed !== '' && typed !== questions[0]?.trim()) return typed;
  return picked ?? (typed === '' ? null : typed);
}

/** In the message's thread where questions are answered there; else in the direct messages. null: Slack opens none. */
async function askingOf(
  deps: ListenerDeps,
  body: ViewSubmitAction,
  about: WhoDidThis,
  typed: string,
): Promise<Asking | null> {
  const delivery = {
    teamId: deps.self.teamId,
    door: 'shortcut',
    deliveryKey: body.view.id,
    userId: body.user.id,
    typed,
  } as const;
  // Whose direct messages a D is, only Slack knows; for any other channel the rules need no more than that it is none.
  const context = { homeTeamId: deps.self.teamId, channelId: about.channelId, channelKind: 'public' } as const;
  if (!about.channelId.startsWith('D') && deps.may(personOf(deps, body), context).may !== 'no') {
    return askingFrom({ ...delivery, ...about, channelKind: null }, deps.clock());
  }
  const direct = await openDirect(deps.client, body.user.id).catch((error: unknown) => {
    deps.warn('direct messages could not be opened', error);
    return null;
  });
  if (direct === null) return null;
  const threadTs = direct === about.channelId ? about.threadTs : null;
  return askingFrom({ ...delivery, channelId: direct, channelKind: 'direct', threadTs }, deps.clock());
}

function personOf(deps: ListenerDeps, body: ViewSubmitAction) {
  return personFrom(body.user.id, body.user.team_id, deps.self.teamId);
}
