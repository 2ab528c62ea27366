// A window and sources in the order of preference → who reads which part of it. Each instant is read by the first source
// that reaches it; what none reaches goes to a neighbour, which says by a gap that it could not. Pure.
import type { SourceName } from '../domain/coverage.ts';
import { DELIVERY_MS } from '../domain/delivery.ts';
import type { Window } from '../domain/question.ts';
import type { Abilities } from '../domain/source.ts';

export interface PlanPart {
  readonly source: SourceName;
  readonly window: Window;
}

type Reach = Pick<Abilities, 'name' | 'reachesBackToMs' | 'reachesUpToMs'> & Partial<Pick<Abilities, 'cost'>>;

/** Epoch milliseconds, half-open; infinite where the window is open. */
interface Piece {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Assigned extends Piece {
  readonly source: SourceName | null;
}

const DAY_MS = 86_400_000;

/** Oldest part first. Empty only without sources. */
export function splitWindow(window: Window, sources: readonly Reach[]): readonly PlanPart[] {
  const [first, ...others] = sources;
  if (first === undefined) return [];
  if (others.length === 0) return [{ source: first.name, window }];
  const byDay = isPaidOn(sources);
  const reaches = sources.map(atMidnight).map((reach) => (byDay ? upToMidnight(reach, window) : reach));
  const pieces = merge(adopt(assignedTo(window, reaches), first.name));
  const begins = (piece: Taken) => beginsThere(piece, sources);
  const endsBy = (piece: Taken | undefined) =>
    reaches.some((one) => one.name === piece?.source && one.reachesUpToMs !== null);
  return pieces.map((piece, at) => {
    const [before, after] = [pieces[at - 1], pieces[at + 1]];
    // What may have arrived late where one takes over from the other is read by both.
    const fromMs =
      begins(piece) || (byDay && endsBy(before))
        ? piece.fromMs
        : Math.max(before?.fromMs ?? 0, piece.fromMs - DELIVERY_MS);
    const toMs = after !== undefined && begins(after) ? Math.min(after.toMs, piece.toMs + DELIVERY_MS) : piece.toMs;
    return {
      source: piece.source,
      window: {
        ...window,
        from: before === undefined ? window.from : instant(fromMs),
        to: after === undefined ? window.to : instant(toMs),
      },
    };
  });
}

/**
 * A folder has nothing from before it begins, and of its first minutes only what was delivered late enough to be in it: what
 * comes before it reads on, instead.
 */
function beginsThere({ source, fromMs }: Taken, sources: readonly Reach[]): boolean {
  const reach = sources.find(({ name }) => name === source);
  return reach !== undefined && reach.reachesUpToMs !== null && reach.reachesBackToMs === fromMs;
}

/**
 * A reach that moves with the clock is taken as whole days, a day short: it must not have moved past its part and the
 * overlap when they are read, and a question that goes on after a pause must be planned as before.
 */
function atMidnight(source: Reach): Reach {
  const { reachesBackToMs, reachesUpToMs } = source;
  // What ends at an instant of its own is a folder, and does not move.
  return reachesBackToMs === null || reachesUpToMs !== null
    ? source
    : { ...source, reachesBackToMs: Math.ceil(reachesBackToMs / DAY_MS) * DAY_MS + DAY_MS };
}

/** Whether only what is billed reaches the time after a folder ends. */
function isPaidOn(sources: readonly Reach[]): boolean {
  const upToNow = sources.filter(({ reachesUpToMs }) => reachesUpToMs === null);
  return upToNow.length > 0 && upToNow.every(({ cost }) => cost?.kind === 'per-byte');
}

/**
 * Copies of a bucket grow every few minutes: a billed query from where they end would be another one each time a question
 * goes on after a pause. So it is from midnight on, and from the day before where events of that may be on their way; by
 * days is how Athena bills.
 */
function upToMidnight(source: Reach, { to }: Window): Reach {
  const { reachesUpToMs } = source;
  return reachesUpToMs === null || reachesUpToMs >= Date.parse(to)
    ? source
    : { ...source, reachesUpToMs: Math.floor((reachesUpToMs - DELIVERY_MS) / DAY_MS) * DAY_MS };
}

/** True when every instant of the window is within the reach of one of the sources. */
export function isReached(window: Window, sources: readonly Reach[]): boolean {
  return assignedTo(window, sources).every(({ source }) => source !== null);
}

/** An open beginning is the first source's: the others are not asked how much further back they would go. */
function assignedTo(window: Window, sources: readonly Reach[]): readonly Assigned[] {
  const reaches = sources.map((source, at) =>
    at === 0 && window.from === null ? { ...source, reachesBackToMs: null } : source,
  );
  return reaches.reduce<readonly Assigned[]>(assign, [{ ...pieceOf(window), source: null }]);
}

function pieceOf({ from, to }: Window): Piece {
  return { fromMs: from === null ? Number.NEGATIVE_INFINITY : Date.parse(from), toMs: Date.parse(to) };
}

/** Gives the pieces nobody has yet to `source`, as far as it reaches. */
function assign(pieces: readonly Assigned[], source: Reach): readonly Assigned[] {
  const back = source.reachesBackToMs ?? Number.NEGATIVE_INFINITY;
  const up = source.reachesUpToMs ?? Number.POSITIVE_INFINITY;
  return pieces.flatMap((piece): readonly Assigned[] => {
    const fromMs = Math.max(piece.fromMs, back);
    const toMs = Math.min(piece.toMs, up);
    if (piece.source !== null || fromMs >= toMs) return [piece];
    return [
      { ...piece, toMs: fromMs },
      { fromMs, toMs, source: source.name },
      { ...piece, fromMs: toMs },
    ].filter((part) => part.fromMs < part.toMs);
  });
}

/** What nobody reaches is asked of the source that reads the time after it, else before it, else of the preferred one. */
function adopt(
  pieces: readonly Assigned[],
  preferred: SourceName,
): readonly (Piece & { readonly source: SourceName })[] {
  return pieces.map((piece, at) => ({
    ...piece,
    source: piece.source ?? pieces[at + 1]?.source ?? pieces[at - 1]?.source ?? preferred,
  }));
}

type Taken = Piece & { readonly source: SourceName };

function merge(pieces: readonly Taken[]): readonly Taken[] {
  const merged: Taken[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last?.source === piece.source) merged.splice(-1, 1, { ...last, toMs: piece.toMs });
    else merged.push(piece);
  }
  return merged;
}

/** RFC 3339 in UTC, to the second. */
function instant(timeMs: number): string {
  return new Date(Math.floor(timeMs / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
