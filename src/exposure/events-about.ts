// Many events → those that may be about one finding, by the forms in which its resource may be written. May give more than
// there are, never fewer: what an event is about is decided elsewhere.
import type { AuditEvent } from '../domain/audit-event.ts';
import { identifierTokens } from '../records/identifier.ts';
import { eventTokens } from '../records/read-record.ts';
import type { ExposureFinding } from './finding.ts';
import { openingCalls } from './opening-calls.ts';
import { namesOf } from './opening-test.ts';

/** Looks every event through once, so that a thousand findings do not look through all of them each. */
export function eventsAbout(events: readonly AuditEvent[]): (finding: ExposureFinding) => readonly AuditEvent[] {
  const byToken = new Map<string, AuditEvent[]>();
  const byAction = new Map<string, AuditEvent[]>();
  for (const event of events) {
    for (const token of eventTokens(event)) add(byToken, token, event);
    add(byAction, `${event.service}:${event.action}`.toLowerCase(), event);
  }
  return (finding) => {
    const named = namesOf(finding)
      .flatMap(identifierTokens)
      .flatMap((token) => byToken.get(token) ?? []);
    const wide = openingCalls(finding.resourceType)
      .filter(({ scope }) => scope === 'account')
      .flatMap(({ service, action }) => byAction.get(`${service}:${action}`.toLowerCase()) ?? []);
    return [...new Set([...named, ...wide])];
  };
}

function add(index: Map<string, AuditEvent[]>, key: string, event: AuditEvent): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [event]);
  else known.push(event);
}
