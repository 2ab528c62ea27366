// "Was it you?" → a direct message to the member an answer names, a note in the thread that they were asked, and a time after
// which silence is told there. Each once for an answer and a person, whoever presses; all of it in SQL, none in memory.
import type { RecordedAsking } from '../domain/state.ts';
import { type Named, wantedBy } from '../domain/wanted.ts';
import { askBackForms } from '../render/ask-back.ts';
import { escapeMrkdwn } from '../render/escape-mrkdwn.ts';
import { mentionOf } from '../render/mention.ts';
import { type AnswerDeps, endAsking } from './deps.ts';
import { personNamed } from './person-named.ts';
import { type AnswerBefore, answerBefore, NO_ANSWER, tell, type Work } from './work.ts';

const ASK_BACK = 'ask-back ';
/** Deeds of the asking that asked somebody: their reply, their silence. */
export const REPLY = 'reply';
const SILENCE = 'silence';

/** The deed of an answer that asks a person back; its detail is who. */
export function askBackDeed(userId: string): string {
  return `${ASK_BACK}${userId}`;
}

export async function wasItYou(deps: AnswerDeps, work: Work, named: Named): Promise<null> {
  const { asking, person: asker, again } = work;
  const before = await answerBefore(deps, asking, named.askingId);
  if (before === null) return tell(deps, work, NO_ANSWER);
  const found = await personNamed(deps, before.reply, named.nth);
  if (found.kind === 'none') return tell(deps, work, `I asked nobody. ${escapeMrkdwn(found.why)}`);
  const { userId, name } = found.person;
  const shown = escapeMrkdwn(name);
  const holder = await claim(deps, asking, before, userId);
  if (holder !== asking.id) return tell(deps, work, await toldBefore(deps, holder, shown));
  const direct = await deps.threads.openDirect(asking, userId, again);
  const said = await direct?.say('ask-back', askBackForms(await questionFor(deps, work, before)));
  if (said === undefined || !said.ok) return tell(deps, work, notSent(shown));
  // Kept before anybody is told, so that a crash in between loses no silence.
  await deps.state.setRecheck(asking.id, deps.clock() + deps.askBackAfterMs);
  const thread = await deps.threads.open(asking, asker.name, again);
  const text = `I asked ${shown} by direct message whether it was them. The reply comes here.`;
  await thread.end([() => ({ text, blocks: [] })]);
  await endAsking(deps, asking, 'answered', null, 'was-it-you');
  return null;
}

/** The time is up: unless there is a reply, the thread is told that there is none. Called again after a crash. */
export async function tellSilence(deps: AnswerDeps, asking: RecordedAsking, again: boolean): Promise<null> {
  const wanted = wantedBy(asking);
  const deeds = wanted.kind === 'was-it-you' ? await deps.state.deedsOf(wanted.named.askingId) : [];
  const asked = deeds.find(({ name, byId }) => name.startsWith(ASK_BACK) && byId === asking.id);
  const replied = (await deps.state.deedsOf(asking.id)).some(({ name }) => name === REPLY);
  if (asked !== undefined && !replied) {
    const at = deps.clock();
    await deps.state.claimDeed(
      { ofId: asking.id, name: SILENCE, byId: asking.id, detail: asked.detail, at },
      {
        teamId: asking.teamId,
        kind: 'silent',
        actorId: 'system',
        askingId: asking.id,
        at,
        detail: { userId: asked.detail },
      },
    );
    const [asker, person] = await Promise.all([asking.userId, asked.detail].map((id) => deps.directory.person(id)));
    const thread = await deps.threads.open(asking, asker?.name ?? '', again);
    const who = escapeMrkdwn(person?.name ?? '');
    const text = `${mentionOf(asking.userId)}${who} has not replied for ${timeText(deps.askBackAfterMs)}. A later reply still comes here.`;
    await thread.say('silence', [() => ({ text, blocks: [] })]);
  }
  await deps.state.setRecheck(asking.id, null);
  return null;
}

/** The asking that asks this person about this answer: this one, or the one of an earlier press. */
async function claim(deps: AnswerDeps, asking: RecordedAsking, before: AnswerBefore, userId: string): Promise<string> {
  const at = deps.clock();
  const { teamId } = asking;
  const deed = await deps.state.claimDeed(
    { ofId: before.asking.id, name: askBackDeed(userId), byId: asking.id, detail: userId, at },
    { teamId, kind: 'asked-back', actorId: asking.userId, askingId: before.asking.id, at, detail: { userId } },
  );
  return deed.byId;
}

async function toldBefore(deps: AnswerDeps, holderId: string, shown: string): Promise<string> {
  const holder = await deps.state.asking(holderId);
  const ended = holder?.state === 'answered' || holder?.state === 'failed';
  if (ended && !holder.messages.some(({ purpose }) => purpose === 'ask-back')) return notSent(shown);
  return `${shown} was asked about this before; the reply comes in this thread. Nothing was done twice.`;
}

function notSent(shown: string): string {
  return `I could not send ${shown} a direct message. Ask them yourself, or mention them.`;
}

async function questionFor(deps: AnswerDeps, { asking, person }: Work, { asking: of, reply }: AnswerBefore) {
  const answer = of.messages.find(({ purpose }) => purpose === 'answer');
  // Nobody else can open a private answer, and its address would only say that there is one.
  const hidden = of.private || answer === undefined || answer.channelId.startsWith('D');
  const link = hidden ? null : await deps.reach.linkTo(answer.channelId, answer.ts);
  return { askBackId: asking.id, askerName: person.name, sentence: reply.sentence, link };
}

function timeText(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  if (minutes < 120) return minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return `${Math.round(minutes / 60)} hours`;
}
