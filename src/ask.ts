// The stages in order: parse → plan → run → resolve → answer. The one path behind every door; renders and posts nothing.

import { buildAnswer } from './answer/build-answer.ts';
import { earlierTries, earlierTriesRequest } from './answer/earlier-tries.ts';
import { byTime, type SortedEvents, sortEvents } from './answer/sort-events.ts';
import { whoWasMeant } from './answer/who-was-meant.ts';
import type { Answer, Failed, Refusal, Reply } from './domain/answer.ts';
import type { Gap, SourceCoverage, SourceName } from './domain/coverage.ts';
import { type Failure, isFailure } from './domain/failure.ts';
import type { AskedBy, Assumption, EventTest, Problem, Question, Window } from './domain/question.ts';
import type { Abilities, EventsRead, QueryBook, Source, Spent } from './domain/source.ts';
import type { ReadThrough } from './identity/chain-read.ts';
import { findChains } from './identity/find-chains.ts';
import type { Budget } from './planning/budget.ts';
import { type Plan, type Planned, planQuestion } from './planning/plan.ts';
import { provisionalUntil } from './planning/provisional.ts';
import { sourceWords } from './planning/source-words.ts';
import { splitWindow } from './planning/split-window.ts';
import { readQuestion } from './question/read-question.ts';
import type { Explanation } from './render/explain.ts';
import { completePartialIds } from './sources/complete-ids.ts';
import { findNames } from './sources/find-names.ts';
import { overParts, type PlannedSource } from './sources/over-parts.ts';

export interface AskDeps {
  readonly sources: readonly Source[];
  /** Names of accounts by id; left out: none are known. */
  readonly accountNames?: () => Promise<Readonly<Record<string, string>>>;
}

/** What holds for one asking alone. All may be left out: then nothing is limited, and a query ends with the process. */
export interface Errand {
  readonly signal?: AbortSignal;
  readonly asker?: string;
  readonly queries?: QueryBook;
  readonly patienceMs?: number;
  readonly tell?: (words: string) => void;
  readonly budget?: Budget;
}

/** Answers, refuses with what to type instead, or fails with why. Throws for bugs only. */
export async function ask(text: string, asked: AskedBy, deps: AskDeps, errand: Errand = {}): Promise<Reply> {
  const accountNames = (await deps.accountNames?.()) ?? {};
  const reading = readQuestion(text, { ...asked, accountIds: byName(accountNames) });
  if (!reading.ok) return refusal(text, reading.problems, reading.assumptions);
  return put(reading.question, reading.assumptions, accountNames, asked, deps, errand);
}

/** As `ask`, of a question that was not written in words. */
export async function askQuestion(
  question: Question,
  asked: AskedBy,
  deps: AskDeps,
  errand: Errand = {},
): Promise<Reply> {
  return put(question, [], (await deps.accountNames?.()) ?? {}, asked, deps, errand);
}

async function put(
  question: Question,
  assumptions: readonly Assumption[],
  accountNames: Readonly<Record<string, string>>,
  asked: AskedBy,
  deps: AskDeps,
  errand: Errand,
): Promise<Reply> {
  const { text } = question;
  const planned = await plan(question, asked, deps, errand);
  if (!planned.ok) {
    return 'failure' in planned ? failed(text, planned.failure) : refusal(text, [planned.problem], assumptions);
  }
  try {
    const reply = await run(question, assumptions, planned.plan, asked, deps, errand);
    return reply.status === 'answered' ? { ...reply, accountNames } : reply;
  } catch (error) {
    if (error instanceof Interruption) return failed(text, error.failure);
    throw error;
  }
}

/** How a question would be read, over which window and from which sources, without running it. */
export async function explain(text: string, asked: AskedBy, deps: AskDeps): Promise<Explanation> {
  const accountNames = (await deps.accountNames?.()) ?? {};
  const reading = readQuestion(text, { ...asked, accountIds: byName(accountNames) });
  if (!reading.ok) return { reading, window: null };
  const planned = await plan(reading.question, asked, deps, {});
  if (!planned.ok) {
    const { window } = reading.question;
    if (!('failure' in planned)) return { reading, window, sourcePlan: planned.problem.text };
    const { what, why, instead } = planned.failure;
    return { reading, window, sourcePlan: `${what} ${why} ${instead}` };
  }
  const { assumptions, window } = planned.plan;
  const read = { ...reading, assumptions: [...reading.assumptions, ...assumptions] };
  return { reading: read, window, sourcePlan: describePlan(planned.plan, reading.question, deps.sources) };
}

export async function plan(
  question: Question,
  asked: AskedBy,
  { sources }: AskDeps,
  { budget, queries }: Errand,
): Promise<Planned> {
  // What it has cost since is not held against it, nor a dearer quote: it would be refused for what was paid.
  const isDecided = budget !== undefined && (await queries?.underWay?.()) === true;
  const told = await Promise.all(
    sources.map(async (source) => ({ name: source.name, abilities: await source.abilities() })),
  );
  const troubles = told.flatMap(({ name, abilities }) => (isFailure(abilities) ? [{ name, failure: abilities }] : []));
  const busy = troubles.find(({ failure }) => failure.failure === 'ingest-busy');
  if (busy !== undefined) return { ok: false, failure: busy.failure };
  return planQuestion(question, asked, {
    sources: told
      .map(({ abilities }) => abilities)
      .filter((abilities): abilities is Abilities => !isFailure(abilities)),
    troubles,
    ...(budget === undefined || isDecided ? {} : { budget }),
  });
}

function describePlan({ parts, why, quote }: Plan, question: Question, sources: readonly Source[]): string {
  const names =
    parts.length === 1
      ? sourceWords(parts[0]?.source ?? 'archive')
      : parts.map(({ source, window }) => `${sourceWords(source)} up to ${window.to}`).join(', then ');
  const requests = parts.flatMap(({ source }) => {
    const words = sources.find(({ name }) => name === source)?.describe?.(question.test);
    return words === undefined ? [] : [words];
  });
  const cost = quote.words === null ? 'It costs nothing.' : `${capital(quote.words)}.`;
  return [`It would ask ${names}: ${why}.`, ...requests, cost].join(' ');
}

async function run(
  question: Question,
  assumed: readonly Assumption[],
  planned: Plan,
  asked: AskedBy,
  deps: AskDeps,
  errand: Errand,
): Promise<Reply> {
  const { window } = planned;
  const source = sourceOf(planned, deps, errand);
  const problems = await completePartialIds(question, source);
  if (isFailure(problems)) return failed(question.text, problems);
  if (problems.length > 0) return refusal(question.text, problems, assumed);
  const named = await findNames(question, window, source);
  if (isFailure(named)) return failed(question.text, named);
  if (named.problems.length > 0) return refusal(question.text, named.problems, assumed);
  const assumptions = [...assumed, ...planned.assumptions, ...named.assumptions];
  return search(named.question, window, assumptions, source, planned, asked);
}

/** Reads for one question: everything goes to the planned sources, each for the time that it reaches. */
export function sourceOf({ sources, parts, window: planned }: Plan, deps: AskDeps, errand: Errand): BilledSource {
  const chosen = deps.sources.filter(({ name }) => sources.some((each) => each.name === name));
  const free = sources.every(({ cost }) => cost.kind === 'free');
  const split = (window: Window) => (window === planned ? parts : splitWindow(window, sources));
  const whole = overParts(chosen, split, free);
  const { signal, asker, queries, patienceMs, tell } = errand;
  const held = {
    ...(signal === undefined ? {} : { signal }),
    ...(asker === undefined ? {} : { asker }),
    ...(queries === undefined ? {} : { queries }),
    ...(patienceMs === undefined ? {} : { patienceMs }),
    ...(tell === undefined ? {} : { tell }),
  };
  const bills = new Map<SourceName, Spent>();
  return {
    ...whole,
    spent: (name) => bills.get(name) ?? null,
    async events(request) {
      const read = await whole.events({ ...request, ...held });
      if (isFailure(read) && INTERRUPTS.includes(read.failure)) throw new Interruption(read);
      if (!isFailure(read)) for (const each of read.coverage.sources) addTo(bills, each);
      return read;
    },
  };
}

/** The planned sources, and what all reads of this question cost so far at each that bills. */
interface BilledSource extends PlannedSource {
  spent(name: SourceName): Spent | null;
}

function addTo(bills: Map<SourceName, Spent>, { source, bytesScanned, usd }: SourceCoverage): void {
  if (bytesScanned === undefined) return;
  const before = bills.get(source) ?? { bytesScanned: 0, usd: 0 };
  bills.set(source, { bytesScanned: before.bytesScanned + bytesScanned, usd: before.usd + (usd ?? 0) });
}

/** The whole asking ends here for now, wherever it stands; only `ask` catches it. */
export class Interruption extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.what);
    this.failure = failure;
  }
}

const INTERRUPTS: readonly Failure['failure'][] = ['still-running', 'cancelled'];

/** What the plan expected a source to scan; of several billed ones it is not known which was to scan how much. */
export function quotedFor(
  { bytesScanned }: SourceCoverage,
  { quote, sources }: Plan,
): { readonly quotedBytes?: number } {
  const billed = sources.filter(({ cost }) => cost.kind === 'per-byte');
  if (bytesScanned === undefined || billed.length !== 1 || quote.bytes === null) return {};
  return { quotedBytes: Math.round(quote.bytes) };
}

async function search(
  question: Question,
  window: Window,
  assumptions: readonly Assumption[],
  source: BilledSource,
  planned: Plan,
  asked: AskedBy,
): Promise<Answer | Refusal | Failed> {
  const read: Read = (test, over) => source.events({ test, window: over, order: 'oldest-first', limit: null });
  const found = await read(wholeTest(question), window);
  if (isFailure(found)) return failed(question.text, found);
  const tries = await triesBefore(question, window, sortEvents(question, found.events), read);
  if (isFailure(tries)) return failed(question.text, tries);
  const { sorted } = tries;
  const called = [...sorted.done, ...sorted.attempted];
  const meant = whoWasMeant(question, called);
  if (meant.problems.length > 0) return refusal(question.text, meant.problems, assumptions);
  const behind = await findChains(called, readThrough(source, window));
  const answer = buildAnswer({
    question,
    window,
    assumptions: [...assumptions, ...meant.assumptions],
    sorted,
    coverage: {
      ...found.coverage,
      sources: found.coverage.sources.map((each) => ({
        ...each,
        ...source.spent(each.source),
        ...quotedFor(each, planned),
      })),
      gaps: [...found.coverage.gaps, ...planned.gaps, ...tries.gaps, ...behind.gaps],
    },
    chainOf: (event) => behind.chains.get(event.eventID) ?? null,
    hops: behind.hops,
    unseen: called.length === 0 && source.free ? await neverSeen(question, window, read) : [],
  });
  const until = provisionalUntil(window, planned.sources, asked.now);
  return { ...answer, askedAtMs: asked.now, ...(until === null ? {} : { provisionalUntil: until }) };
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

/** Reads for a chain: around instants of its own, whatever the question's window; in passing only where that is free. */
function readThrough(source: PlannedSource, window: Window): ReadThrough {
  return async ({ test, fromMs, toMs, limit, worth }) => {
    if (worth === 'when-free' && !source.free) return null;
    const over = { ...window, from: fromMs === null ? null : instant(fromMs), to: instant(toMs) };
    return source.events({ test, window: over, order: 'oldest-first', limit });
  };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

export function wholeTest(question: Question): EventTest {
  return question.related === null ? question.test : { kind: 'any', tests: [question.test, question.related] };
}

type Read = (test: EventTest, window: Window) => Promise<EventsRead | Failure>;

/** What went wrong with a reading, and not what its source never holds: that is said of the question's own window. */
const WENT_WRONG: readonly Gap['kind'][] = ['throttled', 'denied', 'timed-out', 'page-limit', 'unreadable-file'];

async function triesBefore(
  question: Question,
  window: Window,
  sorted: SortedEvents,
  read: Read,
): Promise<{ readonly sorted: SortedEvents; readonly gaps: readonly Gap[] } | Failure> {
  const request = earlierTriesRequest(question, sorted.done, window);
  if (request === null) return { sorted, gaps: [] };
  const candidates = await read(request.test, request.window);
  if (isFailure(candidates)) return candidates;
  const tries = earlierTries(question, sorted.done, candidates.events);
  const known = new Set(sorted.attempted.map((event) => event.eventID));
  const attempted = [...sorted.attempted, ...tries.filter((event) => !known.has(event.eventID))].sort(byTime);
  const gaps = candidates.coverage.gaps.filter(({ kind }) => WENT_WRONG.includes(kind));
  return { sorted: { ...sorted, attempted }, gaps };
}

export function refusal(text: string, problems: readonly Problem[], assumptions: readonly Assumption[]): Refusal {
  return { status: 'refused', text, problems, assumptions };
}

export function failed(text: string, failure: Failure): Failed {
  return { status: 'failed', text, failure };
}

export function byName(names: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(names).map(([id, name]) => [name.toLowerCase(), id]));
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
