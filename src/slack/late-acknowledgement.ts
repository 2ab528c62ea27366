// A Bolt receiver → the same receiver that acknowledges an event only after its listeners are done. Bolt acknowledges
// events before it calls a listener: a process that dies in between has told Slack that it has the question, and has not.
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';

export function acknowledgingLate(inner: Receiver): Receiver {
  return {
    init(app) {
      const late: App = Object.create(app, {
        processEvent: { value: (event: ReceiverEvent) => process(app, event) },
      });
      inner.init(late);
    },
    start: (...args) => inner.start(...args),
    stop: (...args) => inner.stop(...args),
  };
}

async function process(app: App, event: ReceiverEvent): Promise<void> {
  if (!('event' in event.body)) return app.processEvent(event);
  await app.processEvent({ ...event, ack: async () => undefined });
  await event.ack();
}
