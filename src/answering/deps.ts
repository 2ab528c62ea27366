// What the jobs about one asking are given, and what they share: who asks, whether they may, how the row ends.
import type { Errand } from '../ask.ts';
import type { Reply } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Clock } from '../domain/clock.ts';
import type { Failure } from '../domain/failure.ts';
import type { AskedBy, Question, QuestionReading } from '../domain/question.ts';
import type { Reach } from '../domain/reach.ts';
import type { Person, RightsContext, Verdict } from '../domain/rights.ts';
import type { RecordedAsking, State } from '../domain/state.ts';
import type { Directory, KnownPerson, RenderedMessage, Thread, ThreadWriter } from '../domain/thread.ts';
import type { People } from '../identity/slack-person.ts';
import { type EndedAs, entryOfEnd } from '../ledger/entry-of-end.ts';
import { renderCsv } from '../render/csv.ts';
import type { ContractReply } from '../render/json.ts';
import { pictureOf } from '../render/picture.ts';
import type { SpendLimits } from './errand.ts';

export interface AnswerDeps {
  readonly state: State;
  readonly directory: Directory;
  readonly threads: ThreadWriter;
  readonly may: (person: Person, context: RightsContext) => Verdict;
  readonly homeTeamId: string;
  /** IANA zone of what nobody in particular asked. */
  readonly zone: string;
  readonly ask: (text: string, asked: AskedBy, errand: Errand) => Promise<Reply>;
  /** As `ask`, of a question that is read already. */
  readonly put: (question: Question, asked: AskedBy, errand: Errand) => Promise<Reply>;
  readonly explain: (text: string, asked: AskedBy, askingId: string) => Promise<RenderedMessage>;
  /** What `help` says, as mrkdwn. */
  readonly help: string;
  readonly csv: 'always' | 'on-demand';
  readonly clock: Clock;
  readonly reach: Reach;
  /** One event by its id, from the sources that neither bill nor make it wait long; null: none of them has it. */
  readonly findEvent: (
    about: { readonly eventId: string; readonly region: string | null },
    errand: Errand,
  ) => Promise<AuditEvent | Failure | null>;
  /** How questions of somebody are read, without asking them. */
  readonly reader: (asked: AskedBy) => Promise<(text: string) => QuestionReading>;
  /** Who people are in Slack, where their names do not tell. */
  readonly people: People;
  /** Silence after "Was it you?" is told after this long. Milliseconds. */
  readonly askBackAfterMs: number;
  /** Told when somebody says that it was not them; null: nobody is. */
  readonly securityChannel: string | null;
  /** A search that takes longer says so, and again every so often. Milliseconds. */
  readonly progressAfterMs: number;
  readonly progressEveryMs: number;
  /** A query elsewhere that runs longer is left alone and looked at again later, by any worker. Milliseconds. */
  readonly patienceMs: number;
  /** A question that took longer mentions its asker when it ends. Milliseconds. */
  readonly notifyAfterMs: number;
  /** How often an answer whose events may still be on their way is looked at again. Milliseconds. */
  readonly recheckEveryMs: number;
  readonly spend: SpendLimits;
  readonly warn: (what: string, error: unknown) => void;
}

export async function verdictOn(deps: AnswerDeps, asking: RecordedAsking, person: Person): Promise<Verdict> {
  const { channelId } = asking;
  const channelKind = asking.channelKind ?? (await deps.directory.channelKind(channelId));
  return deps.may(person, { homeTeamId: deps.homeTeamId, channelId, channelKind });
}

/** As of when it was asked, so that a second try reads "today" like the first. */
export function askedBy(asking: RecordedAsking, person: KnownPerson): AskedBy {
  return { now: asking.askedAt, zone: person.zone, locale: person.locale };
}

export async function endAsking(
  deps: AnswerDeps,
  asking: RecordedAsking,
  ended: EndedAs,
  reply: ContractReply | null,
  why: string | null,
): Promise<void> {
  await deps.state.end(asking.id, ended, entryOfEnd(asking, ended, deps.clock(), reply, why));
}

export async function attachCsv(thread: Thread, reply: Reply): Promise<void> {
  if (reply.status !== 'answered' || thread.posted('csv')) return;
  const content = renderCsv(reply, { bom: true });
  await thread.attach({ title: 'Events of this answer', extension: 'csv', content });
}

/** Where the workspace takes no chart. */
export async function attachPicture(thread: Thread, reply: Reply): Promise<void> {
  if (thread.posted('picture')) return;
  const picture = await pictureOf(reply);
  if (picture === null) return;
  const { png, title, alt } = picture;
  await thread.attach({ title, extension: 'png', content: png, alt });
}

export function savedReply(asking: RecordedAsking): ContractReply | null {
  // Written by `jobs/` and nobody else.
  return asking.replyJson === null ? null : (JSON.parse(asking.replyJson) as ContractReply);
}
