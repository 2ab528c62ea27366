// A source over events given by a test: decides by `holds` alone, as every source must, and covers everything.
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import type { Gap } from '../../src/domain/coverage.ts';
import type { Source } from '../../src/domain/source.ts';
import { holds } from '../../src/records/holds.ts';
import { eventTokens } from '../../src/records/read-record.ts';

export function aSource(events: readonly AuditEvent[], gaps: readonly Gap[] = []): Source {
  const within = (event: AuditEvent, from: string | null, to: string) =>
    (from === null || event.timeMs >= Date.parse(from)) && event.timeMs < Date.parse(to);
  return {
    name: 'archive',
    abilities: async () => ({
      name: 'archive',
      cost: { kind: 'free' },
      reachesBackToMs: Date.parse('2026-03-01T00:00:00Z'),
      reachesUpToMs: Date.parse('2026-03-17T00:00:00Z'),
      categories: null,
      accounts: ['111122223333'],
      regions: ['eu-west-1'],
    }),
    events: async ({ test, window }) => ({
      events: events.filter((event) => within(event, window.from, window.to) && holds(test, event)),
      coverage: {
        sources: [{ source: 'archive', from: '2026-03-01T00:00:00Z', to: '2026-03-17T00:00:00Z' }],
        accounts: ['111122223333'],
        regions: ['eu-west-1'],
        eventsExamined: events.length,
        filesRead: 2,
        duplicates: 0,
        deliveredTo: '2026-03-17T00:00:00Z',
        gaps,
      },
    }),
    completions: async (prefix, limit) => {
      const tokens = new Set(events.flatMap((event) => eventTokens(event)));
      return [...tokens].filter((token) => token.startsWith(prefix)).slice(0, limit);
    },
  };
}
