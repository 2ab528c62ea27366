// Modals that a listener opens or changes by itself. Best effort: whoever pressed sees Slack's own mark where it fails.
import type { ModalView, WebClient } from '@slack/web-api';
import { sentenceModal } from '../render/modals/sentence-modal.ts';
import { harmless, once } from './call.ts';

interface ModalDeps {
  readonly client: WebClient;
  readonly warn: (what: string, error: unknown) => void;
}

/** Rendered in `render/`, which imports no SDK; Slack checks it, and so does the fake. */
export function asView(modal: object): ModalView {
  return modal as ModalView;
}

/** The id of the modal; null: Slack did not open it (its ticket is good for three seconds). */
export async function openModal(deps: ModalDeps, triggerId: string, view: object): Promise<string | null> {
  try {
    const called = await once(() => deps.client.views.open({ trigger_id: triggerId, view: asView(view) }));
    if (called.ok) return called.value.view?.id ?? null;
    deps.warn('a modal could not be opened', new Error(called.code));
  } catch (error) {
    deps.warn('a modal could not be opened', error);
  }
  return null;
}

export async function showSentence(deps: ModalDeps, viewId: string, title: string, text: string): Promise<void> {
  try {
    const view = asView(sentenceModal(title, text));
    const called = await harmless(() => deps.client.views.update({ view_id: viewId, view }));
    if (!called.ok) deps.warn('a modal could not be changed', new Error(called.code));
  } catch (error) {
    deps.warn('a modal could not be changed', error);
  }
}
