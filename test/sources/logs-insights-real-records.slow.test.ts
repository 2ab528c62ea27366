// Queries of Logs Insights over records that AWS wrote: whatever they name, and whoever called, is found by a query for it.
// Needs WHODID_RECORDS, the folder of real records; without it, it is skipped.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import type { EventTest } from '../../src/domain/question.ts';
import { holds } from '../../src/records/holds.ts';
import { action, any, by, named } from './event-history/sample-tests.ts';
import { window } from './event-history/stage.ts';
import { type LogsStage, logsStage } from './logs-insights/stage.ts';
import { realEvents } from './sql/real-events.ts';

const folder = process.env.WHODID_RECORDS ?? '';
const TESTS = 60;
const WHOLE = window('2012-01-01T00:00:00Z', '2026-11-19T00:00:00Z');

describe.skipIf(folder === '')('Logs Insights over real records (needs WHODID_RECORDS)', () => {
  let here: LogsStage;
  let events: readonly AuditEvent[];
  beforeAll(async () => {
    events = realEvents(folder);
    here = await logsStage({
      events: events.map(({ record, accountId }) => ({ ...record, recipientAccountId: accountId ?? '' })),
      logsInsights: { escapedJson: true },
    });
  });
  afterAll(() => here.close());

  it('finds all that names a thing, was done by somebody, or is such a call, and little is read for it', async () => {
    expect(events.length).toBeGreaterThan(2_500);
    const some = fc.sample(fc.constantFrom(...events), { numRuns: TESTS, seed: 3 });
    let held = 0;
    for (const [at, event] of some.entries()) {
      const identifier = event.identifiers[at % Math.max(1, event.identifiers.length)]?.value ?? event.actor.name;
      const caller = event.actor.names[at % Math.max(1, event.actor.names.length)] ?? event.actor.name;
      const test: EventTest = [
        named(identifier),
        by(caller),
        any(action(event.service, event.action), named(identifier)),
        { kind: 'value', value: identifier.toLowerCase() } as const,
      ][at % 4] ?? { kind: 'always' };
      const wanted = events.filter((each) => holds(test, each)).map(({ eventID }) => eventID);
      const found = await here.read(test, { window: WHOLE });
      const ids = new Set(found.events.map(({ eventID }) => eventID));
      expect({ test, missed: wanted.filter((id) => !ids.has(id)) }).toEqual({ test, missed: [] });
      expect(found.events).toHaveLength(wanted.length);
      held += wanted.length;
    }
    expect(held).toBeGreaterThan(TESTS);
    const given = here.aws.logsInsights.queries().reduce((total, { matched }) => total + matched, 0);
    expect((given - held) / (events.length * TESTS)).toBeLessThan(0.35);
  }, 240_000);
});
