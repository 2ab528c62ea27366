// A sentence for the asker alone, said at the door when a door has no acknowledgement to say it in. Best effort: the
// event is acknowledged either way.
import type { Asking } from '../../domain/asking.ts';
import { once } from '../call.ts';
import type { ListenerDeps } from './listener.ts';

export async function whisperAtDoor(deps: ListenerDeps, asking: Asking, text: string): Promise<void> {
  try {
    const thread = asking.threadTs === null ? {} : { thread_ts: asking.threadTs };
    const called =
      asking.door === 'direct-message'
        ? await once(() => deps.client.chat.postMessage({ channel: asking.channelId, text, ...thread }))
        : await once(() =>
            deps.client.chat.postEphemeral({ channel: asking.channelId, user: asking.userId, text, ...thread }),
          );
    if (!called.ok) deps.warn('a sentence at the door could not be shown', new Error(called.code));
  } catch (error) {
    deps.warn('a sentence at the door could not be shown', error);
  }
}
