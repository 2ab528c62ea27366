// One state of an archive → the times in which the trail that may have delivered its files was off. Looked for once for
// each state: a handful of event names, and a few looks at whether events went on.
import type { EventTest } from '../domain/question.ts';
import { holds } from '../records/holds.ts';
import { offTimes, within } from '../trails/off-times.ts';
import { type Find, type Layout, type Logs, type SilentTime, silentTimes } from '../trails/silence.ts';
import { TRAIL_EVENTS } from '../trails/trail-change.ts';
import { columnBound } from './column-bound.ts';
import { findEvents } from './find-events.ts';
import { INTERRUPTED } from './interrupted.ts';
import type { Manifest } from './manifest.ts';
import type { OpenedArchive } from './opened.ts';

/** The latest instant a Date can hold, in milliseconds. */
const DATE_MS_MAX = 8.64e15;
/** Events looked at before it counts as not known: a trail set to data events alone may write very many of them. */
const LOOKED_AT_MAX = 1_000;
/** Events read first, and by how much more each further time. */
const FIRST_READ = 8;
const GROWTH = 4;

const CHANGES: EventTest = {
  kind: 'any',
  tests: TRAIL_EVENTS.map((name) => ({ kind: 'action', service: 'cloudtrail', name })),
};

const known = new WeakMap<Manifest, Promise<readonly SilentTime[]>>();

/** Rejects with the storage's error; the next question looks again. */
export function silentTimesOf(archive: OpenedArchive): Promise<readonly SilentTime[]> {
  const { manifest } = archive;
  const found = known.get(manifest) ?? look(archive);
  known.set(manifest, found);
  found.catch(() => known.delete(manifest));
  return found;
}

async function look(archive: OpenedArchive): Promise<readonly SilentTime[]> {
  const { categorySpans, lastEvent } = archive.manifest;
  // Most folders of a few files hold none: then nothing is opened for it.
  const spans = categorySpans.filter(({ category, service }) => category === 'Management' && service === 'cloudtrail');
  if (spans.length === 0 || lastEvent === null) return [];
  const window = { from: null, to: new Date(DATE_MS_MAX).toISOString(), zone: 'UTC', phrase: null };
  const changes = await findEvents(archive, { test: CHANGES, window, order: 'oldest-first', limit: null });
  const times = changes === 'stopped' ? [] : offTimes(changes.events);
  return times.length === 0 ? [] : silentTimes(times, logsOf(archive, lastEvent));
}

function logsOf(archive: OpenedArchive, lastEvent: string): Logs {
  const { files } = archive.manifest;
  return {
    endMs: Date.parse(lastEvent) + 1,
    find: finder(archive),
    layoutOf: (account) => layoutOf(files, account),
    eventTimes: async (reach, between) => {
      const places = await archive.byColumns(columnBound(within(reach)), between);
      return places === INTERRUPTED ? null : places.map((place) => archive.timeOf(place));
    },
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
const LAID_OUT = /(?:^|\/)(?:AWSLogs\/)?(o-[a-z0-9]{10,32}\/)?(\d{12})\/CloudTrail\//;

/** null: the folders do not tell, or tell both. */
function layoutOf(files: Manifest['files'], account: string): Layout {
  const seen = new Set<Layout>();
  for (const { path } of files) {
    const [, organization, owner] = LAID_OUT.exec(path) ?? [];
    if (owner === account) seen.add(organization === undefined ? 'account' : 'organization');
  }
  const [only = null] = seen;
  return seen.size === 1 ? only : null;
}

/** Reads few records at a time: where events went on, the first that are read say so. */
function finder(archive: OpenedArchive): Find {
  return async (test, between, managementOnly) => {
    const places = await archive.byColumns(columnBound(test), between);
    if (places === INTERRUPTED) return null;
    const most = Math.min(places.length, LOOKED_AT_MAX);
    for (let from = 0, many = FIRST_READ; from < most; from += many, many *= GROWTH) {
      for await (const event of archive.read(places.slice(from, Math.min(most, from + many)))) {
        if ((!managementOnly || event.eventCategory === 'Management') && holds(test, event)) return true;
      }
    }
    return most === places.length ? false : null;
  };
}
