// Yes, No or Not sure, pressed by whoever was asked "Was it you?" → the reply in the thread, once; their message without
// buttons; and, for No, a word to the security channel. Asked for nothing but to be the one who was asked.
import type { RecordedAsking } from '../domain/state.ts';
import type { AskBackReply } from '../domain/wanted.ts';
import { wantedBy } from '../domain/wanted.ts';
import { repliedForms, replyText } from '../render/ask-back.ts';
import { escapeMrkdwn } from '../render/escape-mrkdwn.ts';
import { type AnswerDeps, endAsking, savedReply } from './deps.ts';
import { askBackDeed, REPLY } from './was-it-you.ts';
import { tell, type Work } from './work.ts';

export async function takeReply(deps: AnswerDeps, work: Work, askBackId: string, reply: AskBackReply): Promise<null> {
  const { asking, person, again } = work;
  const askBack = await deps.state.asking(askBackId);
  const wanted = askBack === null ? null : wantedBy(askBack);
  if (askBack === null || wanted?.kind !== 'was-it-you') return tell(deps, work, FORGOTTEN);
  const of = await deps.state.asking(wanted.named.askingId);
  const deeds = of === null ? [] : await deps.state.deedsOf(of.id);
  const held = deeds.find(({ name }) => name === askBackDeed(asking.userId));
  if (of === null || held?.byId !== askBack.id) return tell(deps, work, 'This was not asked of you. Nothing was done.');
  const at = deps.clock();
  const detail = { reply, userId: asking.userId };
  const deed = await deps.state.claimDeed(
    { ofId: askBack.id, name: REPLY, byId: asking.id, detail: reply, at },
    { teamId: asking.teamId, kind: 'replied', actorId: asking.userId, askingId: askBack.id, at, detail },
  );
  if (deed.byId !== asking.id) return tell(deps, work, 'You answered this before. Nothing was done twice.');
  await deps.state.setRecheck(askBack.id, null);
  const asker = await deps.directory.person(askBack.userId);
  // In the thread where it was asked, and for its asker where that is gone.
  const here = { ...askBack, id: asking.id, messages: asking.messages, replyJson: null };
  const thread = await deps.threads.open(here, asker.name, again);
  await thread.end([() => ({ text: replyText(person.name, reply), blocks: [] })]);
  if (reply === 'no') {
    const told = await alert(deps, work, of, askBack);
    if (told !== null) await thread.say('notice', [() => ({ text: told, blocks: [] })]);
  }
  await closeQuestion(deps, askBack, of, asking.userId, asker.name, reply);
  await endAsking(deps, asking, 'answered', null, 'reply');
  return null;
}

const FORGOTTEN = 'I do not know any more what this was about. Nothing was done.';

/** Takes the buttons away; a message that was deleted stays so. */
async function closeQuestion(
  deps: AnswerDeps,
  askBack: RecordedAsking,
  of: RecordedAsking,
  userId: string,
  askerName: string,
  reply: AskBackReply,
): Promise<void> {
  const direct = await deps.threads.openDirect(askBack, userId, false);
  const sentence = savedReply(of)?.sentence ?? '';
  await direct?.change('ask-back', repliedForms({ askBackId: askBack.id, askerName, sentence, link: null }, reply));
}

/** What the thread is to be told of it; null: nothing. Neither the question nor the answer is in it: who may, follows the link. */
async function alert(
  deps: AnswerDeps,
  { asking, person, again }: Work,
  of: RecordedAsking,
  askBack: RecordedAsking,
): Promise<string | null> {
  const { securityChannel: channelId } = deps;
  if (channelId === null) return 'Nobody else was told: SECURITY_CHANNEL is not set.';
  const answer = of.messages.find(({ purpose }) => purpose === 'answer');
  const hidden = of.private || answer === undefined;
  const link = hidden ? null : await deps.reach.linkTo(answer.channelId, answer.ts);
  const asker = await deps.directory.person(askBack.userId);
  const where = link === null ? `Ask ${escapeMrkdwn(asker.name)}, who asked in private.` : `See <${link}|the answer>.`;
  const who = escapeMrkdwn(person.name);
  const text = `*${who.replaceAll('*', '∗')}* says it was not them who did what an answer of mine names them for. ${where}`;
  const channel = await deps.threads.openAt(asking, { channelId, threadTs: null }, again);
  const said = await channel.say('alert', [() => ({ text, blocks: [] })]);
  const at = deps.clock();
  if (said.ok) {
    await deps.state.claimDeed(
      { ofId: askBack.id, name: 'alert', byId: asking.id, detail: channelId, at },
      { teamId: asking.teamId, kind: 'alerted', actorId: 'system', askingId: askBack.id, at, detail: { channelId } },
    );
    return 'The security channel was told.';
  }
  return `The security channel could not be told: Slack said \`${said.code}\`. Tell whoever watches it.`;
}
