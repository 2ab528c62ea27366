// Several planned sources read as one: what is put together, what becomes a gap, what ends the question.
import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import type { SourceName } from '../../src/domain/coverage.ts';
import type { Failure } from '../../src/domain/failure.ts';
import { isFailure } from '../../src/domain/failure.ts';
import type { EventsRead, EventsRequest, Source } from '../../src/domain/source.ts';
import type { PlanPart } from '../../src/planning/split-window.ts';
import { overParts } from '../../src/sources/over-parts.ts';
import { sampleEvent } from '../render/sample-replies.ts';

const window = { from: '2023-07-10T00:00:00Z', to: '2023-07-11T00:00:00Z', zone: 'UTC', phrase: null };
const request: EventsRequest = { test: { kind: 'always' }, window, order: 'oldest-first', limit: null };

function source(name: SourceName, reply: readonly AuditEvent[] | Failure, asked: string[] = []): Source {
  return {
    name,
    abilities: async () => {
      throw new Error('planning has asked that already');
    },
    completions: async () => (name === 'archive' ? ['i-0abc'] : null),
    async events({ window: part }) {
      asked.push(`${name} ${part.from} ${part.to}`);
      if (isFailure(reply)) return reply;
      const events = reply as readonly AuditEvent[];
      const read: EventsRead = {
        events,
        coverage: {
          sources: [{ source: name, from: part.from, to: part.to }],
          accounts: [name === 'archive' ? '111122223333' : '444455556666'],
          regions: ['eu-west-1'],
          eventsExamined: events.length,
          filesRead: name === 'archive' ? 3 : 0,
          duplicates: 0,
          deliveredTo: part.to,
          gaps: [],
        },
      };
      return read;
    },
  };
}

const middle = '2023-07-10T12:10:00Z';
const parts: readonly PlanPart[] = [
  { source: 'archive', window: { ...window, to: middle } },
  { source: 'event-history', window: { ...window, from: middle } },
];
const failure = (kind: Failure['failure']): Failure => ({ failure: kind, what: 'A.', why: 'B.', instead: 'C.' });

describe('two sources for one question', () => {
  it('are each asked for their part, and an event in both is one', async () => {
    const asked: string[] = [];
    const sources = [
      source('archive', [sampleEvent(0), sampleEvent(1)], asked),
      source('event-history', [sampleEvent(3), sampleEvent(1)], asked),
    ];
    const read = await overParts(sources, () => parts, false).events(request);
    if (isFailure(read)) throw new Error(read.what);
    expect(asked).toEqual([`archive ${window.from} ${middle}`, `event-history ${middle} ${window.to}`]);
    expect(read.events.map(({ eventID }) => eventID)).toEqual([0, 1, 3].map((each) => sampleEvent(each).eventID));
    expect(read.coverage).toMatchObject({
      sources: [{ source: 'archive' }, { source: 'event-history' }],
      accounts: ['111122223333', '444455556666'],
      eventsExamined: 4,
      deliveredTo: window.to,
      gaps: [],
    });
  });

  it('of which one fails give what the other found, with a gap that says so', async () => {
    const sources = [source('archive', [sampleEvent(0)]), source('event-history', failure('not-allowed'))];
    const read = await overParts(sources, () => parts, false).events(request);
    expect(read).toMatchObject({ events: [{}], coverage: { gaps: [{ kind: 'denied', detail: 'A. B. C.' }] } });
  });

  it('that both fail are a failure', async () => {
    const sources = [source('archive', failure('storage')), source('event-history', failure('not-allowed'))];
    expect(await overParts(sources, () => parts, false).events(request)).toMatchObject({ failure: 'storage' });
  });

  it.each(['still-running', 'cancelled', 'ingest-busy'] as const)('end together when one is %s', async (kind) => {
    const sources = [source('archive', [sampleEvent(0)]), source('event-history', failure(kind))];
    expect(await overParts(sources, () => parts, false).events(request)).toMatchObject({ failure: kind });
  });

  it('say so when together they found more than was asked for, though neither did', async () => {
    const sources = [source('archive', [sampleEvent(0), sampleEvent(1)]), source('event-history', [sampleEvent(3)])];
    const read = await overParts(sources, () => parts, false).events({ ...request, limit: 2 });
    expect(read).toMatchObject({ events: [{}, {}], coverage: { gaps: [{ kind: 'page-limit' }] } });
    const whole = await overParts(sources, () => parts, false).events({ ...request, limit: 3 });
    expect(whole).toMatchObject({ events: [{}, {}, {}], coverage: { gaps: [] } });
  });

  it('complete an id by whichever can', async () => {
    const sources = [source('event-history', []), source('archive', [])];
    expect(await overParts(sources, () => parts, false).completions('i-0', 5)).toEqual(['i-0abc']);
    expect(await overParts([source('lake', [])], () => parts, false).completions('i-0', 5)).toBeNull();
  });
});
