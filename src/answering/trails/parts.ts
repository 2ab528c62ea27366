// What the feature about trails is made from, and the few things its parts share.
import { createHash } from 'node:crypto';
import type { Failure } from '../../domain/failure.ts';
import type { KeptIncident, TrailBook } from '../../domain/trail-book.ts';
import type { ReadBaselines } from '../../trails/baseline.ts';
import { readBaselines } from '../../trails/baseline.ts';
import type { Incident } from '../../trails/incident.ts';
import type { Posture, TrailPosture } from '../../trails/posture.ts';
import type { RequestTrailApproval } from '../approvals/parts.ts';
import type { WorkingDeps } from '../feature.ts';
import type { Work } from '../work.ts';

/** How trails are looked at; never rejects for what AWS says. */
export interface PosturePort {
  read(signal?: AbortSignal): Promise<Posture | Failure>;
  /** What a trail wrote to its bucket yesterday; null: not known. Left out: nobody can tell. */
  bytesADay?(trail: TrailPosture): Promise<number | null>;
}

export interface TrailsParts {
  readonly book: TrailBook;
  /** null: AWS is not asked here at all. */
  readonly postures: PosturePort | null;
  /** How often trails are looked at by themselves, milliseconds; 0: they are not. */
  readonly everyMs: number;
  /** null: nothing can be changed from here. */
  readonly requestApproval: RequestTrailApproval | null;
  /** Why somebody may not say how trails should be, in one sentence; null: they may. Left out: everybody who may ask. */
  readonly mayAccept?: (deps: WorkingDeps, work: Work) => Promise<string | null>;
  /** Who is told of an incident that the security channel does not take; left out: nobody. Slack ids. */
  readonly instead?: { readonly channel: string | null; readonly people: readonly string[] };
  readonly accountNames?: () => Promise<Readonly<Record<string, string>>>;
}

/** An incident with what its thread is to be told, by the revision that brought it. */
export interface ToldIncident {
  readonly incident: Incident;
  readonly updates: readonly { readonly revision: number; readonly words: string }[];
}

export function incidentOf(kept: KeptIncident): ToldIncident {
  // Written by `keep` below and nobody else.
  return JSON.parse(kept.body) as ToldIncident;
}

/** True: it was written. False: somebody else was first. */
export async function keep(deps: WorkingDeps, { book }: TrailsParts, told: ToldIncident): Promise<boolean> {
  const { incident } = told;
  const { id, subject, openedMs, endedMs, revision, findings } = incident;
  const at = deps.clock();
  const turned = revision === 1 || endedMs !== null;
  const detail = {
    incident: id,
    subject,
    state: endedMs === null ? 'open' : 'ended',
    aspects: [...new Set(findings.map(({ aspect }) => aspect))].join(' '),
    since: openedMs,
    until: endedMs,
  };
  return book.keepIncident(
    {
      id,
      teamId: deps.homeTeamId,
      subject,
      openedAt: openedMs,
      endedAt: endedMs,
      revision,
      body: JSON.stringify(told),
    },
    turned ? { teamId: deps.homeTeamId, kind: 'incident', actorId: 'system', askingId: null, at, detail } : null,
  );
}

export async function baselinesNow(deps: WorkingDeps, { book }: TrailsParts): Promise<ReadBaselines> {
  const [rows, pinned] = await Promise.all([book.baselines(deps.homeTeamId), book.pinned(deps.homeTeamId)]);
  return readBaselines(rows, pinned);
}

/** Short, the same for the same texts. */
export function fingerprint(...texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 32);
}
