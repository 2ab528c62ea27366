// The button Mention → one short message in the thread that mentions the member an answer names. Nobody is mentioned
// without the press, and nobody twice under one answer, whoever presses.

import type { Named } from '../domain/wanted.ts';
import { escapeMrkdwn } from '../render/escape-mrkdwn.ts';
import { mentionOf } from '../render/mention.ts';
import { type AnswerDeps, endAsking } from './deps.ts';
import { personNamed } from './person-named.ts';
import { answerBefore, NO_ANSWER, tell, type Work } from './work.ts';

export async function mentionHuman(deps: AnswerDeps, work: Work, named: Named): Promise<null> {
  const { asking, person: asker, again } = work;
  const before = await answerBefore(deps, asking, named.askingId);
  if (before === null) return tell(deps, work, NO_ANSWER);
  const found = await personNamed(deps, before.reply, named.nth);
  if (found.kind === 'none') return tell(deps, work, `I mentioned nobody. ${escapeMrkdwn(found.why)}`);
  const { userId } = found.person;
  const at = deps.clock();
  const deed = await deps.state.claimDeed(
    { ofId: before.asking.id, name: `mention ${userId}`, byId: asking.id, detail: userId, at },
    {
      teamId: asking.teamId,
      kind: 'mentioned',
      actorId: asking.userId,
      askingId: before.asking.id,
      at,
      detail: { userId },
    },
  );
  if (deed.byId !== asking.id) {
    return tell(deps, work, `${escapeMrkdwn(found.person.name)} was mentioned here before. Nothing was done twice.`);
  }
  const thread = await deps.threads.open(asking, asker.name, again);
  const text = `${mentionOf(userId)}${escapeMrkdwn(asker.name)} asks you to look at the answer above.`;
  await thread.end([() => ({ text, blocks: [] })]);
  await endAsking(deps, asking, 'answered', null, 'mention');
  return null;
}
