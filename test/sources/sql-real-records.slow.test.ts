// The statements over records that AWS wrote: whatever they name, and whoever called, is found by a statement for it. Needs
// WHODID_RECORDS, the folder of real records; without it, it is skipped.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import type { EventTest } from '../../src/domain/question.ts';
import { holds } from '../../src/records/holds.ts';
import { action, any, by, named } from './event-history/sample-tests.ts';
import { type LakeStage, lakeStage, SAMPLE_STORE } from './lake/stage.ts';
import { realEvents } from './sql/real-events.ts';
import { runStatement } from './sql/run-statement.ts';
import { statementFor } from './sql/statement-for.ts';

const folder = process.env.WHODID_RECORDS ?? '';
const TESTS = 150;
const SPAN = { fromMs: Date.parse('2012-01-01T00:00:00Z'), toMs: Date.parse('2026-11-20T00:00:00Z') };

describe.skipIf(folder === '')('statements over real records (needs WHODID_RECORDS)', () => {
  let here: LakeStage;
  let events: readonly AuditEvent[];
  beforeAll(async () => {
    events = realEvents(folder);
    const store = { ...SAMPLE_STORE, retentionDays: 10_000 };
    here = await lakeStage({
      events: events.map(({ record, accountId }) => ({ ...record, recipientAccountId: accountId ?? '' })),
      eventDataStores: [store],
      lake: { escapedJson: true },
    });
  });
  afterAll(() => here.close());

  it('let through all that names a thing, was done by somebody, or is such a call', async () => {
    expect(events.length).toBeGreaterThan(2_500);
    const some = fc.sample(fc.constantFrom(...events), { numRuns: TESTS, seed: 3 });
    let [held, given] = [0, 0];
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
      const rows = new Set((await runStatement(here.client, statementFor(test, SPAN))).map(({ eventid }) => eventid));
      expect({ test, missed: wanted.filter((id) => !rows.has(id)) }).toEqual({ test, missed: [] });
      held += wanted.length;
      given += rows.size;
    }
    expect(held).toBeGreaterThan(TESTS);
    // What comes besides is a small part of what was scanned, though numbers are not searched for at all.
    expect((given - held) / (events.length * TESTS)).toBeLessThan(0.25);
  });
});
