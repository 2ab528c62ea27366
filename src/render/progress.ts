// A search that takes long → the line that says so, with a button to stop it.
import type { RenderedMessage } from '../domain/thread.ts';
import { actions, button, context, section } from './block-kit.ts';
import { escapeMrkdwn } from './escape-mrkdwn.ts';

const TOLD_MAX = 600;
const MINUTE_S = 60;

/** `told`: what a source said before a long reading; empty: nothing. */
export function progressMessage(askingId: string, seconds: number, told: string): RenderedMessage {
  const text = `Searching … (${lasting(seconds)})`;
  return {
    text: told === '' ? text : `${text} ${told}`,
    blocks: [
      section(text),
      ...(told === '' ? [] : [context(escapeMrkdwn(told, TOLD_MAX))]),
      actions('stop', askingId, [button('Stop', 'stop_asking', askingId)]),
    ],
  };
}

function lasting(seconds: number): string {
  return seconds < 2 * MINUTE_S ? `${seconds} s` : `${Math.floor(seconds / MINUTE_S)} min`;
}
