// How an asking ended → its ledger row: counts, window and sources, never the text of a record.
import type { LedgerEntry, RecordedAsking } from '../domain/state.ts';
import type { ContractReply } from '../render/json.ts';

export type EndedAs = 'answered' | 'refused' | 'failed';

/** `reply`: what was (or had been) posted; null: nothing was, and `why` says so in words of ours. */
export function entryOfEnd(
  asking: RecordedAsking,
  ended: EndedAs,
  at: number,
  reply: ContractReply | null,
  why: string | null,
): LedgerEntry {
  const detail = reply === null ? {} : detailOf(reply);
  return {
    teamId: asking.teamId,
    kind: ended,
    actorId: asking.userId,
    askingId: asking.id,
    at,
    detail: { door: asking.door, private: asking.private, ...(why === null ? {} : { why }), ...detail },
  };
}

/** An answer that was changed because events arrived late. */
export function entryOfAmendment(
  asking: RecordedAsking,
  at: number,
  reply: ContractReply,
  lateEvents: number,
): LedgerEntry {
  const detail = { ...detailOf(reply), late_events: lateEvents };
  return { teamId: asking.teamId, kind: 'amended', actorId: 'system', askingId: asking.id, at, detail };
}

function detailOf(reply: ContractReply): LedgerEntry['detail'] {
  return {
    kind: reply.question.kind,
    done: reply.done.length,
    attempted: reply.attempted.length,
    related: reply.related.length,
    from: reply.window?.from ?? null,
    to: reply.window?.to ?? null,
    sources: reply.receipt.sources.map((source) => source.source).join(','),
    events_examined: reply.receipt.events_examined,
    gaps: reply.receipt.gaps.length,
    complete: reply.receipt.complete,
    ...(reply.failure === null ? {} : { failure: reply.failure.kind }),
  };
}
