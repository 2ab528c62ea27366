// One state of an archive and one question → what was really read for it and what was not. A file that could not be read
// is a gap for every window that it may touch.
import { dataService } from '../catalog/data-events.ts';
import { dataOnly } from '../catalog/data-only.ts';
import type { Coverage, Gap } from '../domain/coverage.ts';
import type { EventTest, Window } from '../domain/question.ts';
import { mayLack, silenceGap, touches } from '../trails/describe-silence.ts';
import type { SilentTime } from '../trails/silence.ts';
import { elsewhere } from './elsewhere.ts';
import type { ArchivedFile, Manifest, Span } from './manifest.ts';
import type { Between } from './opened.ts';
import { instant } from './tally.ts';
import { placesOf } from './trail-places.ts';

/** A file's name gives the minute of its delivery. */
const MINUTE_MS = 60_000;
/**
 * An event can be delivered this long after it happened: CloudTrail tries again for 30 days when a bucket cannot be
 * written to. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
const LATE_MS_MAX = 30 * 24 * 60 * MINUTE_MS;

/** A window as epoch milliseconds; an open beginning reaches back for ever. */
export function betweenOf(window: Window): Between {
  const fromMs = window.from === null ? Number.NEGATIVE_INFINITY : Date.parse(window.from);
  return { fromMs, toMs: Date.parse(window.to) };
}

/**
 * `counted`: distinct events and copies in the window. `silent`: when the trail behind these files was off. `listed`: it is
 * known from where the files came that none is lacking for the window, so the folder's own ends say nothing.
 */
export function coverageOf(
  manifest: Manifest,
  test: EventTest,
  window: Window,
  counted: { readonly events: number; readonly duplicates: number },
  silent: readonly SilentTime[] = [],
  listed = false,
): Coverage {
  const between = betweenOf(window);
  const off = silent.filter((time) => touches(time, between.fromMs, between.toMs));
  const spans = manifest.regionSpans.filter((span) => overlaps(span, between));
  return {
    sources: [{ source: 'archive', from: manifest.firstEvent, to: manifest.lastEvent }],
    accounts: distinct(spans.map(({ account }) => account)),
    regions: distinct(spans.map(({ region }) => region)),
    eventsExamined: counted.events,
    filesRead: manifest.files.filter((file) => wasRead(file, window, between)).length,
    duplicates: counted.duplicates,
    deliveredTo: deliveredTo(manifest),
    places: placesOf(manifest, between, off),
    gaps: [
      ...off.filter((time) => mayLack(test, time)).map(silenceGap),
      ...manifest.files.flatMap((file) => unreadable(file, between)),
      ...(listed ? [] : horizon(manifest, between)),
      ...unlogged(manifest, test, between),
      ...elsewhere(manifest, test),
    ],
  };
}

function overlaps(span: Pick<Span, 'firstMs' | 'lastMs'>, { fromMs, toMs }: Between): boolean {
  return span.firstMs < toMs && span.lastMs >= fromMs;
}

function wasRead(file: ArchivedFile, window: Window, between: Between): boolean {
  if (file.firstEvent === null || file.lastEvent === null) return window.from === null && file.problem === null;
  if (window.from === null) return true;
  return overlaps(spanOf(file, file.firstEvent, file.lastEvent), between);
}

const fileSpans = new WeakMap<ArchivedFile, Pick<Span, 'firstMs' | 'lastMs'>>();

/** Parsed once for each file: every question asks it of every file. */
function spanOf(file: ArchivedFile, first: string, last: string): Pick<Span, 'firstMs' | 'lastMs'> {
  const span = fileSpans.get(file) ?? { firstMs: Date.parse(first), lastMs: Date.parse(last) };
  fileSpans.set(file, span);
  return span;
}

const deliveries = new WeakMap<Manifest, string | null>();

/** The last event, or the last whole file's delivery where that is later: up to then nothing is still on its way. */
function deliveredTo(manifest: Manifest): string | null {
  const known = deliveries.get(manifest);
  if (known !== undefined) return known;
  const found = lookForDelivery(manifest);
  deliveries.set(manifest, found);
  return found;
}

function lookForDelivery(manifest: Manifest): string | null {
  const published = manifest.files.flatMap((file) => (file.problem === null ? (file.publishedAt ?? []) : []));
  const times = [...published, ...((manifest.lastEvent ?? []) ? [manifest.lastEvent ?? ''] : [])].map((text) =>
    Date.parse(text),
  );
  const last = times.reduce((latest, time) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
  return Number.isFinite(last) ? instant(last) : null;
}

function unreadable(file: ArchivedFile, { fromMs, toMs }: Between): readonly Gap[] {
  if (file.problem === null) return [];
  if (file.publishedAt !== null) {
    const published = Date.parse(file.publishedAt);
    // A file holds only what happened before it was delivered.
    if (published + MINUTE_MS <= fromMs || published - LATE_MS_MAX >= toMs) return [];
  }
  const rest = file.events === 0 ? '' : ` The ${file.events} record(s) that could be read were used.`;
  return [
    {
      kind: 'unreadable-file',
      detail: `${file.path} ${file.problem}.${rest} Put a whole copy in its place and ask again.`,
    },
  ];
}

function horizon(manifest: Manifest, { fromMs, toMs }: Between): readonly Gap[] {
  const { firstEvent } = manifest;
  if (firstEvent === null) {
    return [
      {
        kind: 'outside-horizon',
        detail: 'The log folder holds no event at all. Add the files of the time asked about.',
      },
    ];
  }
  if (toMs <= Date.parse(firstEvent)) {
    const detail = `The logs begin at ${firstEvent}, after the time asked about. Add older log files.`;
    return [{ kind: 'outside-horizon', detail }];
  }
  const delivered = deliveredTo(manifest);
  if (delivered === null || fromMs <= Date.parse(delivered)) return [];
  const detail = `The logs end at ${delivered}, before the time asked about. Add the newer log files.`;
  return [{ kind: 'not-delivered', detail }];
}

/** Data events are logged only where somebody turned them on, service by service. */
function unlogged(manifest: Manifest, test: EventTest, { toMs }: Between): readonly Gap[] {
  const services = dataOnly(test);
  if (services === null) return [];
  const logged = manifest.categorySpans.some(
    ({ category, service, firstMs }) => category === 'Data' && services.has(service.toLowerCase()) && firstMs < toMs,
  );
  if (logged) return [];
  return [...services].slice(0, 1).map((service) => {
    const known = dataService(service);
    const what = known?.on ?? service;
    return {
      kind: 'category-not-logged' as const,
      detail: `The logs hold no data event of ${service} for that time: what happens to ${what} is recorded only where a trail is set to log it. See ${known?.address ?? ''}`,
    };
  });
}

function distinct(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.filter((value): value is string => value !== null))].sort();
}
