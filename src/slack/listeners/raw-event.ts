// The button for the record of one event → a modal at once (Slack's ticket for it lives three seconds), which a worker
// fills: only there are the sources, and the look-up of who may see it.
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { textOf } from '../../domain/wanted.ts';
import { sentenceModal } from '../../render/modals/sentence-modal.ts';
import { askingFrom } from '../delivery.ts';
import { openModal, showSentence } from '../modal.ts';
import { type ListenerDeps, personFrom } from './listener.ts';

/** A number at its end tells buttons of one message apart. */
const RAW_EVENT = /^raw_event(?:_\d+)?$/;
const TITLE = 'Raw event';

export function listenToRawEvents(app: App, deps: ListenerDeps): void {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: RAW_EVENT },
    async ({ ack, action, body }) => {
      await ack();
      const pressed = pressedOn(action.value ?? '');
      const channelId = body.channel?.id;
      if (pressed === null || channelId === undefined) return;
      const viewId = await openModal(deps, body.trigger_id, sentenceModal(TITLE, 'Looking for the record …'));
      if (viewId === null) return;
      const threadTs: unknown = body.message?.thread_ts;
      const asking = askingFrom(
        {
          teamId: deps.self.teamId,
          door: 'deed',
          // Each press is a look of its own: nothing is said in the thread.
          deliveryKey: viewId,
          userId: body.user.id,
          channelId,
          channelKind: channelId.startsWith('D') ? 'direct' : null,
          threadTs: typeof threadTs === 'string' ? threadTs : (body.message?.ts ?? null),
          typed: textOf({ kind: 'raw', ...pressed, viewId }),
        },
        deps.clock(),
      );
      const admission = await deps.door.admit(asking, personFrom(body.user.id, body.user.team_id, deps.self.teamId));
      if (admission.kind === 'failed' || admission.kind === 'refused') {
        await showSentence(deps, viewId, TITLE, admission.text);
      }
    },
  );
}

/** `<asking id>:<event id>` */
function pressedOn(value: string): { readonly askingId: string; readonly eventId: string } | null {
  const [, askingId, eventId] =
    /^([0-9a-f]{32}):([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/.exec(value) ?? [];
  return askingId === undefined || eventId === undefined ? null : { askingId, eventId };
}
