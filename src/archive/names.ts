// One event → the whole names it bears, for completing a shortened one. Unlike tokens, parts of names are not names.
import type { AuditEvent } from '../domain/audit-event.ts';
import { identifierTokens } from '../records/identifier.ts';

/** Longer names are nothing one would start to type. */
const LENGTH_MAX = 256;

/** Lower case, each once. An ARN is also known by its last part, when that is a name by itself. */
export function namesOf(event: AuditEvent): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (written: string) => {
    const [whole, ...forms] = identifierTokens(written);
    if (whole === undefined || whole.length > LENGTH_MAX) return;
    names.add(whole);
    if (!whole.startsWith('arn:')) return;
    for (const form of forms) if (!/[/:]/.test(form)) names.add(form);
  };
  for (const { value } of event.identifiers) add(value);
  for (const name of event.actor.names) add(name);
  return names;
}
