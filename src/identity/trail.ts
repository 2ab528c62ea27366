// A call and the links that were found → the way back from it, nearest first, to where it ends and why.
import type { AuditEvent } from '../domain/audit-event.ts';
import { LOOP, TOO_LONG } from './hints.ts';
import { isLink, type Link } from './link.ts';
import { HOPS_MAX, linkFrom, type Walked } from './walk-back.ts';

export interface Trail {
  readonly links: readonly Link[];
  /** The last event reached; the call itself where there is no link. */
  readonly end: AuditEvent;
  /** Why it went no further, where more than absence is known. */
  readonly stopped: string | null;
}

export function trailOf(call: AuditEvent, walked: Walked): Trail {
  const links: Link[] = [];
  const seen = new Set([call.eventID]);
  for (let end = call; ; ) {
    const link = linkFrom(end, walked);
    if (link === null) return { links, end, stopped: null };
    if (!isLink(link)) return { links, end, stopped: link.contested };
    if (seen.has(link.to.eventID)) return { links: [], end: call, stopped: LOOP };
    if (links.length === HOPS_MAX) return { links, end, stopped: TOO_LONG };
    seen.add(link.to.eventID);
    links.push(link);
    end = link.to;
    // A change of role or a sign-in names whom it leads to; its own caller is the session it made.
    if (link.name !== undefined) return { links, end, stopped: null };
  }
}

/** The event whose session a link was found for: the one before it, or the call itself. */
export function sessionAt(call: AuditEvent, links: readonly Link[], at: number): AuditEvent {
  return links[at - 1]?.to ?? call;
}
