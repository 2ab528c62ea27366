// A search → the same search, with the thread showing that it is not forgotten, and a way for people to stop it.
import type { Errand } from '../ask.ts';
import type { RecordedAsking } from '../domain/state.ts';
import type { Thread } from '../domain/thread.ts';
import { progressMessage } from '../render/progress.ts';
import type { AnswerDeps } from './deps.ts';
import { errandFor } from './errand.ts';

/** How often a search that shows progress looks whether it was told to stop. Milliseconds. */
const STOP_LOOK_EVERY_MS = 1_000;

/** Runs `search` while the thread is begun and, if it takes long, shows how long it has taken. */
export async function withProgress<T>(
  deps: AnswerDeps,
  { asking, thread }: { readonly asking: RecordedAsking; readonly thread: Thread },
  search: (errand: Errand) => Promise<T>,
): Promise<T> {
  const started = asking.messages.some(({ purpose }) => purpose === 'progress') ? asking.askedAt : deps.clock();
  const stop = new AbortController();
  const begun = thread.begin();
  let told = '';
  let showing: Promise<void> = begun.catch(() => undefined);
  const show = (): void => {
    const seconds = Math.round((deps.clock() - started) / 1000);
    showing = showing
      .then(() => thread.progress(progressMessage(asking.id, seconds, told)))
      .catch((error: unknown) => deps.warn('progress could not be shown', error));
    timer = setTimeout(show, deps.progressEveryMs);
  };
  let timer = setTimeout(show, deps.progressAfterMs);
  const watching = watchStop(deps, asking.id, stop);
  const tell = (words: string): void => {
    told = words;
    clearTimeout(timer);
    show();
  };
  try {
    const [result] = await Promise.all([errandFor(deps, asking, stop.signal, tell).then(search), begun]);
    return result;
  } finally {
    clearTimeout(timer);
    clearInterval(watching);
    await showing;
  }
}

function watchStop({ state, warn }: AnswerDeps, askingId: string, stop: AbortController): NodeJS.Timeout {
  return setInterval(() => {
    state.stopRequested(askingId).then(
      (wanted) => {
        if (wanted) stop.abort();
      },
      (error: unknown) => warn('whether to stop could not be read', error),
    );
  }, STOP_LOOK_EVERY_MS);
}
