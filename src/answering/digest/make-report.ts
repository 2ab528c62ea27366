// One run of a digest → what it says: its question put like any other, its findings read, or its own records summed; with what
// the run before kept, and the picture of the last 30 days.

import type { DigestDefinition, EventsContent } from '../../digest/definition.ts';
import { eventReport, eventsOf } from '../../digest/event-report.ts';
import { findingsReport } from '../../digest/findings-report.ts';
import type { DigestReport, RunFacts } from '../../digest/report.ts';
import { spendCsv, spendReport } from '../../digest/spend-report.ts';
import { TREND_DAYS, TREND_GROUPS, trendOf, trendOfRuns, trendWindow } from '../../digest/trend.ts';
import type { Digest, DigestRun } from '../../domain/digest.ts';
import type { Failure } from '../../domain/failure.ts';
import { isFailure } from '../../domain/failure.ts';
import { listQuestion } from '../../domain/list-question.ts';
import type { Question, Window } from '../../domain/question.ts';
import { renderCsv } from '../../render/csv.ts';
import { type ContractReply, toContractJson } from '../../render/json.ts';
import { betweenWords } from '../../render/next-questions.ts';
import type { Timeline } from '../../render/timeline.ts';
import { errandFor } from '../errand.ts';
import type { WorkingDeps } from '../feature.ts';
import type { Work } from '../work.ts';
import type { DigestParts } from './parts.ts';

export interface MadeReport {
  readonly report: DigestReport;
  /** null: no file comes with it. */
  readonly csv: string | null;
  readonly reply: ContractReply | null;
}

/** Epoch milliseconds, of the period: what is read ends `settleMs` before it does. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;
/** Runs before that are looked at for a picture. */
const RUNS_LOOKED = 13;
/** A picture is not worth more of a wait. Milliseconds. */
const COUNT_WITHIN_MS = 20_000;

/** A Failure: nothing could be read. `refused`: it was not asked, and why. */
export async function makeReport(
  deps: WorkingDeps,
  parts: DigestParts,
  work: Work,
  digest: Digest,
  { content, name }: DigestDefinition,
  span: Span,
): Promise<MadeReport | Failure> {
  const runs = await parts.digests.runsBefore(digest.id, span.to, RUNS_LOOKED);
  const before = factsOf(runs.at(-1));
  switch (content.kind) {
    case 'events':
      return ofEvents(deps, parts, work, digest, content, span, runs);
    case 'findings': {
      const read = parts.findings[name];
      if (read === undefined) return notSwitchedOn(name);
      const errand = await errandFor(deps, work.asking, new AbortController().signal, () => {});
      const found = await read(errand, digest.zone);
      if (isFailure(found)) return found;
      return { report: findingsReport(content, found, before), csv: found.csv, reply: null };
    }
    case 'spend':
      return ofSpending(deps, parts, digest, span);
    default: {
      const never: never = content;
      throw new Error(`unknown content ${JSON.stringify(never)}`);
    }
  }
}

async function ofEvents(
  deps: WorkingDeps,
  parts: DigestParts,
  work: Work,
  digest: Digest,
  content: EventsContent,
  span: Span,
  runs: readonly DigestRun[],
): Promise<MadeReport | Failure> {
  const { zone } = digest;
  const [from, to] = [span.from - parts.settleMs, span.to - parts.settleMs];
  const window: Window = { from: instant(from), to: instant(to), zone, phrase: null };
  const question = questionOf(content, window);
  const errand = await errandFor(deps, work.asking, new AbortController().signal, () => {});
  const asked = { now: work.asking.askedAt, zone, locale: work.person.locale };
  const reply = await deps.put(question, asked, errand);
  if (reply.status === 'failed') return reply.failure;
  if (reply.status === 'refused') return refused(reply.problems.map(({ text }) => text));
  const told = { answer: reply, before: factsOf(runs.at(-1)) };
  const { total } = eventReport(content, { ...told, trend: null }).facts;
  const trend = await trendFor(parts, content, digest, to, runs, total);
  const report = eventReport(content, { ...told, trend });
  const ours = eventsOf(content, reply);
  return {
    report,
    csv: report.rows === 0 ? null : renderCsv(ours, { bom: true }),
    reply: toContractJson(ours),
  };
}

function questionOf(content: EventsContent, window: Window): Question {
  const text = `${content.words} ${betweenWords(Date.parse(window.from ?? window.to), Date.parse(window.to), window.zone)}`;
  return listQuestion({
    text,
    test: content.test,
    window,
  });
}

async function trendFor(
  { count }: DigestParts,
  content: EventsContent,
  { zone }: Digest,
  to: number,
  runs: readonly DigestRun[],
  total: number,
): Promise<Timeline | null> {
  const request = { test: content.trend ?? content.test, window: trendWindow(to, zone), groupBy: TREND_GROUPS };
  const counted = await count?.({ ...request, signal: AbortSignal.timeout(COUNT_WITHIN_MS) });
  if (counted !== undefined && !isFailure(counted)) {
    return trendOf(counted.rows, to, zone, counted.coverage.gaps.length === 0);
  }
  const totals = runs.flatMap((run) => {
    const facts = factsOf(run);
    return facts === null ? [] : [{ to: run.to, total: facts.total }];
  });
  return trendOfRuns([...totals, { to, total }], zone);
}

async function ofSpending(
  deps: WorkingDeps,
  { digests }: DigestParts,
  { teamId }: Digest,
  { from, to }: Span,
): Promise<MadeReport> {
  const { rows, askings } = await digests.spent(teamId, from, to);
  const byDay = await digests.spentByDay(teamId, to - TREND_DAYS * DAY_MS, to);
  const people = await Promise.all(
    [...new Set(rows.map(({ userId }) => userId))].map(
      async (id) => [id, (await deps.directory.person(id)).name] as const,
    ),
  );
  const spending = { rows, askings, byDay, names: Object.fromEntries(people), toMs: to };
  return { report: spendReport(spending), csv: rows.length === 0 ? null : spendCsv(spending), reply: null };
}

/** Written by `post-digest.ts` and nobody else. */
export function factsOf(run: DigestRun | undefined): RunFacts | null {
  return run?.facts == null ? null : (JSON.parse(run.facts) as RunFacts);
}

function refused(problems: readonly string[]): Failure {
  return {
    failure: 'unsupported',
    what: 'I did not ask for it.',
    why: problems.join(' '),
    instead: 'Change what it says, or ask whoever runs me.',
  };
}

export function notSwitchedOn(name: string): Failure {
  return {
    failure: 'unsupported',
    what: `The digest ${name} cannot be made here.`,
    why: 'What it looks at is not configured.',
    instead: 'Ask whoever runs me to run `whodid doctor`, which says what it needs.',
  };
}

function instant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
