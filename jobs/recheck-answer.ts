// An answer whose last events may have been on their way → the same question again, as of when it was asked. What arrived
// since is written into the message that is there; when all has arrived, the message says so and is left alone.
import { type AnswerDeps, savedReply, verdictOn } from '../src/answering/deps.ts';
import { errandFor } from '../src/answering/errand.ts';
import { profilesIn } from '../src/answering/person-named.ts';
import { tellSilence } from '../src/answering/was-it-you.ts';
import { type WhatIsAsked, whatIsAsked } from '../src/answering/what-is-asked.ts';
import type { Answer, Reply } from '../src/domain/answer.ts';
import type { Failure } from '../src/domain/failure.ts';
import type { RecordedAsking } from '../src/domain/state.ts';
import type { KnownPerson } from '../src/domain/thread.ts';
import { wantedBy } from '../src/domain/wanted.ts';
import { entryOfAmendment } from '../src/ledger/entry-of-end.ts';
import type { Payload } from '../src/queue/payloads.ts';
import type { Handler, WorkerHooks } from '../src/queue/queues.ts';
import { withFirstLine } from '../src/render/first-line.ts';
import { type ContractReply, toContractJson } from '../src/render/json.ts';
import { messageForms } from '../src/render/message-forms.ts';

/** Looking again ends this long after all should have arrived, whatever keeps failing. Milliseconds. */
const LOOK_FOR_MS_MAX = 60 * 60_000;

export function recheckAnswer(deps: AnswerDeps): Handler<'recheck'> {
  return async ({ askingId }, attempt) => {
    const asking = await deps.state.asking(askingId);
    if (asking === null || asking.state !== 'answered') return null;
    const wanted = wantedBy(asking);
    // Somebody was asked "Was it you?", and their time is up.
    if (wanted.kind === 'was-it-you') return tellSilence(deps, asking, attempt.started > 1);
    const before = savedReply(asking);
    if (before === null || (wanted.kind !== 'question' && wanted.kind !== 'again')) return settle(deps, asking);
    const person = await deps.directory.person(asking.userId);
    const verdict = await verdictOn(deps, asking, person);
    const toAsk = await whatIsAsked(deps, asking, person, wanted);
    if (verdict.may !== 'yes' || toAsk.kind !== 'ask') return settle(deps, asking);
    return lookAgain(deps, asking, person, toAsk, before);
  };
}

/** Nobody is told: what was answered stands, with what it said of itself. */
export function gaveUpLooking(deps: AnswerDeps): WorkerHooks<'recheck'> {
  return {
    async onGaveUp({ askingId }: Payload<'recheck'>, reason: string) {
      deps.warn('an answer was not looked at again', new Error(reason));
      await deps.state.setRecheck(askingId, null);
    },
  };
}

async function lookAgain(
  deps: AnswerDeps,
  asking: RecordedAsking,
  person: KnownPerson,
  toAsk: WhatIsAsked,
  before: ContractReply,
): Promise<Failure | null> {
  const errand = await errandFor(deps, asking, new AbortController().signal, () => {});
  const reply = await deps.ask(toAsk.text, toAsk.asked, errand);
  if (reply.status === 'failed' && reply.failure.failure === 'still-running') return reply.failure;
  if (reply.status !== 'answered') return again(deps, asking, reply);
  const now = deps.clock();
  const settled = reply.provisionalUntil === undefined || now >= Date.parse(reply.provisionalUntil);
  const late = lateIn(reply, before);
  if (settled || late > 0) await amend(deps, asking, person, settled ? asFinal(reply) : reply, late, toAsk);
  return settled ? settle(deps, asking) : again(deps, asking, reply);
}

async function amend(
  deps: AnswerDeps,
  asking: RecordedAsking,
  person: KnownPerson,
  reply: Answer,
  late: number,
  toAsk: WhatIsAsked,
): Promise<void> {
  const amended: Answer = late > 0 ? { ...reply, lateEvents: late } : reply;
  const thread = await deps.threads.open(asking, person.name, false);
  // The CSV that was posted lacks what came late: the button makes a new one.
  const contract = toContractJson(amended);
  const { forms } = messageForms(amended, {
    askingId: asking.id,
    csvButton: deps.csv === 'on-demand' || late > 0,
    profiles: await profilesIn(deps, contract),
  });
  if (!(await thread.amend(withFirstLine(forms, toAsk.lead(contract)))) || late === 0) return;
  await deps.state.saveReply(asking.id, JSON.stringify(contract));
  await deps.state.appendLedger(entryOfAmendment(asking, deps.clock(), contract, late));
}

/** Events that the answer posted before does not have, the context apart. */
function lateIn(reply: Answer, before: ContractReply): number {
  const known = new Set([...before.done, ...before.attempted]);
  return [...reply.done, ...reply.attempted].filter(({ eventID }) => !known.has(eventID)).length;
}

function asFinal({ provisionalUntil: _, ...reply }: Answer): Answer {
  return reply;
}

async function again(deps: AnswerDeps, asking: RecordedAsking, reply: Reply): Promise<null> {
  const next = deps.clock() + deps.recheckEveryMs;
  const until = reply.status === 'answered' ? Date.parse(reply.provisionalUntil ?? '') : Number.NaN;
  if (next - asking.askedAt > LOOK_FOR_MS_MAX) return settle(deps, asking);
  await deps.state.setRecheck(asking.id, Number.isNaN(until) ? next : Math.max(deps.clock(), Math.min(next, until)));
  return null;
}

async function settle(deps: AnswerDeps, asking: RecordedAsking): Promise<null> {
  await deps.state.setRecheck(asking.id, null);
  return null;
}
