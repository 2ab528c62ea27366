// `/whodid <question>`: records the question; the worker answers it in a thread.
import type { Command } from '../src/domain/command.ts';

export const ask: Command = {
  name: 'ask',
  usage: '/whodid <question>',
  summary: 'who did it, in a thread, with a CSV (`/whodid ask <question>` is the same)',
  async run({ asking, person }, door) {
    const admission = await door.admit(asking, person);
    switch (admission.kind) {
      case 'recorded':
      case 'already':
        // In the open, the message that quotes the question says that it was taken.
        return { text: asking.private ? PRIVATELY : '', recorded: true };
      case 'refused':
      case 'failed':
        return { text: admission.text, recorded: false };
      default: {
        const never: never = admission;
        throw new Error(`unknown admission ${JSON.stringify(never)}`);
      }
    }
  },
};

const PRIVATELY = 'On it. The answer comes as a direct message: only you will see it.';
