// What was approved for another feature → done by that feature, as the asking that asked for it; or, for a question over its
// budget, asked without limits and answered in the approval's thread.
import type { Approval } from '../../domain/approval.ts';
import { wantedBy } from '../../domain/wanted.ts';
import { messageForms, rowsOf } from '../../render/message-forms.ts';
import { askedBy, attachCsv } from '../deps.ts';
import { errandFor } from '../errand.ts';
import type { WorkingDeps } from '../feature.ts';
import type { ApprovalParts } from './parts.ts';

/** What was done, in a clause. Throws where the feature does. */
export async function runElsewhere(deps: WorkingDeps, parts: ApprovalParts, approval: Approval): Promise<string> {
  const { action, id } = approval;
  const asking = await deps.state.asking(id);
  if (asking === null) throw new Error('an approval without the asking that asked for it');
  const person = await deps.directory.person(asking.userId);
  if (action.kind === 'schedule-elsewhere') {
    const perform = parts.elsewhere?.[action.feature];
    if (perform === undefined) throw new Error(`nothing does what was approved for ${action.feature}`);
    await perform(deps, { asking, person, wanted: wantedBy(asking), again: true, last: false }, action.what);
    return 'done';
  }
  if (action.kind !== 'over-budget-query') throw new Error('a change at AWS is not done here');
  // Waited for: what was approved is run now, and once.
  const {
    budget: _,
    patienceMs: __,
    ...errand
  } = await errandFor(deps, asking, new AbortController().signal, () => {});
  const reply = await deps.ask(action.question, askedBy(asking, person), errand);
  const head = asking.messages.find(({ purpose }) => purpose === 'parent');
  if (head === undefined) return 'asked';
  const thread = await deps.threads.openAt(asking, { channelId: head.channelId, threadTs: head.ts }, true);
  const { forms } = messageForms(reply, { askingId: id, csvButton: false });
  await thread.say('detail', forms);
  if (rowsOf(reply) > 0) await attachCsv(thread, reply);
  return 'asked; the answer is in the thread';
}
