// A message of this feature in the thread of its asking, which ends with it.
import type { AttachedFile, MessageForms, RenderedMessage } from '../../domain/thread.ts';
import { endAsking } from '../deps.ts';
import type { WorkingDeps } from '../feature.ts';
import type { Work } from '../work.ts';

export async function sayMessage(deps: WorkingDeps, work: Work, message: RenderedMessage): Promise<null> {
  return sayForms(deps, work, [() => message, () => ({ text: message.text, blocks: [] })], null);
}

export async function sayForms(
  deps: WorkingDeps,
  work: Work,
  forms: MessageForms,
  file: AttachedFile | null,
): Promise<null> {
  const thread = await deps.threads.open(work.asking, work.person.name, work.again);
  await thread.begin();
  await thread.end(forms);
  if (file !== null && !thread.posted('csv')) await thread.attach(file);
  await endAsking(deps, work.asking, 'answered', null, work.wanted.kind);
  return null;
}
