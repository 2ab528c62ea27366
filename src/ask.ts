// The stages in order: parse → plan → run → resolve → answer. The one path behind every door; renders and posts nothing.
import { buildAnswer } from './answer/build-answer.ts';
import { earlierTries, earlierTriesRequest } from './answer/earlier-tries.ts';
import { byTime, type SortedEvents, sortEvents } from './answer/sort-events.ts';
import { whoWasMeant } from './answer/who-was-meant.ts';
import type { Failed, Refusal, Reply } from './domain/answer.ts';
import type { AuditEvent } from './domain/audit-event.ts';
import type { Coverage } from './domain/coverage.ts';
import { type Failure, isFailure } from './domain/failure.ts';
import type { AskedBy, Assumption, EventTest, Problem, Question, Window } from './domain/question.ts';
import type { Source } from './domain/source.ts';
import { type Chain, walkChains } from './identity/walk-chain.ts';
import { planQuestion } from './planning/plan.ts';
import { readQuestion } from './question/read-question.ts';
import type { Explanation } from './render/explain.ts';
import { completePartialIds } from './sources/complete-ids.ts';
import { findNames } from './sources/find-names.ts';

export interface AskDeps {
  readonly sources: readonly Source[];
  readonly signal?: AbortSignal;
}

/** Answers, refuses with what to type instead, or fails with why. Throws for bugs only. */
export async function ask(text: string, asked: AskedBy, deps: AskDeps): Promise<Reply> {
  const reading = readQuestion(text, asked);
  if (!reading.ok) return refusal(text, reading.problems, reading.assumptions);
  const { question } = reading;
  const planned = planQuestion(question, asked, deps.sources);
  if (!planned.ok) return refusal(text, [planned.problem], reading.assumptions);
  const source = deps.sources.find((each) => each.name === planned.plan.source);
  if (source === undefined) throw new Error(`planned for a source that is not there: ${planned.plan.source}`);
  const problems = await completePartialIds(question, source);
  if (isFailure(problems)) return failed(text, problems);
  if (problems.length > 0) return refusal(text, problems, reading.assumptions);
  const named = await findNames(question, planned.plan.window, source);
  if (isFailure(named)) return failed(text, named);
  if (named.problems.length > 0) return refusal(text, named.problems, reading.assumptions);
  const assumptions = [...reading.assumptions, ...planned.plan.assumptions, ...named.assumptions];
  return run(named.question, planned.plan.window, assumptions, source, deps.signal);
}

/** How a question would be read, over which window and from which source, without running it. */
export function explain(text: string, asked: AskedBy, deps: AskDeps): Explanation {
  const reading = readQuestion(text, asked);
  if (!reading.ok) return { reading, window: null };
  const planned = planQuestion(reading.question, asked, deps.sources);
  if (!planned.ok) return { reading, window: reading.question.window, sourcePlan: planned.problem.text };
  const { plan } = planned;
  return {
    reading: { ...reading, assumptions: [...reading.assumptions, ...plan.assumptions] },
    window: plan.window,
    sourcePlan: `It would ask the ${plan.source}: ${plan.why}.`,
  };
}

async function run(
  question: Question,
  window: Window,
  assumptions: readonly Assumption[],
  source: Source,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  const read = (test: EventTest, over: Window) =>
    source.events({
      test,
      window: over,
      order: 'oldest-first',
      limit: null,
      ...(signal === undefined ? {} : { signal }),
    });
  const found = await read(wholeTest(question), window);
  if (isFailure(found)) return failed(question.text, found);
  const sorted = await withEarlierTries(question, window, sortEvents(question, found.events), read);
  if (isFailure(sorted)) return failed(question.text, sorted);
  const called = [...sorted.done, ...sorted.attempted];
  const meant = whoWasMeant(question, called);
  if (meant.problems.length > 0) return refusal(question.text, meant.problems, assumptions);
  const issued = { ...window, from: issuedSince(called) };
  const chains = await walkChains(called, async (test) => {
    const hops = await read(test, issued);
    return isFailure(hops) ? [] : hops.events;
  });
  return buildAnswer({
    question,
    window,
    assumptions: [...assumptions, ...meant.assumptions],
    sorted,
    coverage: found.coverage,
    humanOf: (event) => chainOf(event, chains)?.human ?? null,
    hops: [...chains.values()].flatMap((chain) => chain.hops),
    unseen: called.length === 0 && source.free ? await neverSeen(question, window, read) : [],
  });
}

/** Of the names in the question, those that no event bears, whatever was done: a "nobody" about them says little. */
async function neverSeen(question: Question, window: Window, read: Read): Promise<readonly string[]> {
  const unseen: string[] = [];
  for (const resource of [...question.resources, ...question.actors]) {
    const tests: EventTest[] = [
      { kind: 'resource', resource },
      { kind: 'actor', resource },
      { kind: 'source-ip', ip: resource.text },
      { kind: 'account', account: resource.text },
    ];
    const named = await read(
      { kind: 'any', tests: resource.form === 'name' ? tests.slice(0, 2) : tests },
      { ...window, from: null },
    );
    if (!isFailure(named) && named.events.length === 0) unseen.push(resource.text);
  }
  return [...new Set(unseen)];
}

/**
 * The longest-lived temporary credentials last 36 hours (GetSessionToken, GetFederationToken); each hop may be that old.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
const CREDENTIALS_MS_MAX = 36 * 3_600_000;
/** Room for two hops whose credentials were each as old as can be; longer chains are of shorter sessions. */
const HOPS_APART = 2;

/** Since when the credentials of these calls can have been issued; null: no call, so no bound. */
function issuedSince(events: readonly AuditEvent[]): string | null {
  const first = events.reduce((earliest, event) => Math.min(earliest, event.timeMs), Number.POSITIVE_INFINITY);
  return Number.isFinite(first) ? new Date(first - HOPS_APART * CREDENTIALS_MS_MAX).toISOString() : null;
}

function wholeTest(question: Question): EventTest {
  return question.related === null ? question.test : { kind: 'any', tests: [question.test, question.related] };
}

type Read = (
  test: EventTest,
  window: Window,
) => Promise<{ events: readonly AuditEvent[]; coverage: Coverage } | Failure>;

async function withEarlierTries(
  question: Question,
  window: Window,
  sorted: SortedEvents,
  read: Read,
): Promise<SortedEvents | Failure> {
  const request = earlierTriesRequest(question, sorted.done, window);
  if (request === null) return sorted;
  const candidates = await read(request.test, request.window);
  if (isFailure(candidates)) return candidates;
  const tries = earlierTries(question, sorted.done, candidates.events);
  const known = new Set(sorted.attempted.map((event) => event.eventID));
  const attempted = [...sorted.attempted, ...tries.filter((event) => !known.has(event.eventID))].sort(byTime);
  return { ...sorted, attempted };
}

function chainOf(event: AuditEvent, chains: ReadonlyMap<string, Chain>): Chain | null {
  return event.actor.accessKeyId === null ? null : (chains.get(event.actor.accessKeyId) ?? null);
}

function refusal(text: string, problems: readonly Problem[], assumptions: readonly Assumption[]): Refusal {
  return { status: 'refused', text, problems, assumptions };
}

function failed(text: string, failure: Failure): Failed {
  return { status: 'failed', text, failure };
}
