// Talking to the playground's server: first facts, snapshots, live changes, actions.
import { store } from './store.js';
import { toast } from './toast.js';

/** JSON of a GET; throws with the server's reason. */
export async function get(path) {
  return answerOf(await fetch(path, { headers: { accept: 'application/json' } }));
}

/** Does something as the current person. Returns the result, or undefined after telling the visitor what went wrong. */
export async function act(action, body) {
  try {
    const response = await fetch(`/api/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: store.me, ...body }),
    });
    return (await answerOf(response)).result;
  } catch (error) {
    toast(`That did not work: ${error.message}.`, 'bad');
    return undefined;
  }
}

async function answerOf(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `the server answered ${response.status}`);
  return body;
}

let source = null;

/**
 * Follows the changes one person sees; `onOpen` is called at every (re)connection, to catch up. Resolves when the first
 * catching up is done.
 */
export function follow(user, { onOpen, onLive, onLost }) {
  source?.close();
  source = new EventSource(`/api/live?user=${encodeURIComponent(user)}`);
  source.addEventListener('message', (event) => onLive(JSON.parse(event.data)));
  source.addEventListener('error', onLost);
  return new Promise((resolve, reject) => {
    source.addEventListener('open', () => onOpen().then(resolve, reject));
  });
}
