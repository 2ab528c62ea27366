// The app's Home opened, or a button in it pressed → it is shown anew; what a figure's button asks is answered in the direct
// messages.
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { DASHBOARD_DAYS, type DashboardDays, USUAL_DAYS } from '../../answer/dashboard.ts';
import { DAYS_BUTTON } from '../../render/home.ts';
import { ASK_BUTTON } from '../../render/home-view.ts';
import { askingFrom } from '../delivery.ts';
import { openDirect } from '../place.ts';
import { type ListenerDeps, personFrom } from './listener.ts';

export function listenToHome(app: App, deps: ListenerDeps): void {
  const show = deps.showHome;
  if (show === undefined) return;
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    const days = daysOf(event.view?.private_metadata);
    await show({ userId: event.user, days, channelId: event.channel, notice: null });
  });
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: DAYS_BUTTON },
    async ({ ack, action, body }) => {
      await ack();
      await show({ userId: body.user.id, days: daysOf(action.value), channelId: null, notice: null });
    },
  );
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ASK_BUTTON },
    async ({ ack, action, body }) => {
      await ack();
      if (body.view?.type !== 'home') return;
      const { private_metadata: days } = body.view;
      const notice = await ask(deps, body, action);
      await show({ userId: body.user.id, days: daysOf(days), channelId: null, notice });
    },
  );
}

/** What to tell the person. Pressed twice on one view, it is asked once. */
async function ask(deps: ListenerDeps, body: BlockAction, action: ButtonAction): Promise<string> {
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
