// The button *New digest* → a form at once (Slack's ticket for it lives three seconds); what is submitted is admitted like the
// same command typed where the button was.
import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import { NEW_DIGEST } from '../../render/digest-list.ts';
import { DIGEST_FORM, digestModal, submittedDigest } from '../../render/modals/digest-modal.ts';
import { sentenceModal } from '../../render/modals/sentence-modal.ts';
import { askingFrom } from '../delivery.ts';
import { asView, openModal } from '../modal.ts';
import { type ListenerDeps, personFrom } from './listener.ts';

const TITLE = 'New digest';

export function listenToDigestForm(app: App, deps: ListenerDeps): void {
  app.action<BlockAction<ButtonAction>>({ type: 'block_actions', action_id: NEW_DIGEST }, async ({ ack, body }) => {
    await ack();
    const channelId = body.channel?.id;
    if (channelId !== undefined) await openModal(deps, body.trigger_id, digestModal(channelId));
  });
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: DIGEST_FORM }, async ({ ack, body }) => {
    const submitted = submittedDigest(body.view.state.values);
    if (!submitted.ok) return ack({ response_action: 'errors', errors: { ...submitted.errors } });
    const channelId = body.view.private_metadata;
    if (!/^[CGD][A-Z0-9]{1,30}$/.test(channelId)) return ack(instead(STALE));
    const asking = askingFrom(
      {
        teamId: deps.self.teamId,
        door: 'shortcut',
        deliveryKey: body.view.id,
        userId: body.user.id,
        channelId,
        channelKind: channelId.startsWith('D') ? 'direct' : null,
        threadTs: null,
        typed: submitted.command,
      },
      deps.clock(),
    );
    const person = personFrom(body.user.id, body.user.team_id, deps.self.teamId);
    const admission = await deps.door.admit(asking, person);
    if (admission.kind === 'failed' || admission.kind === 'refused') return ack(instead(admission.text));
    return ack();
  });
}

const STALE = 'This form is too old to be read. Please open it again: /whodid digest.';

/** Shows a sentence in the form's place. */
function instead(text: string) {
  return { response_action: 'update' as const, view: asView(sentenceModal(TITLE, text)) };
}
