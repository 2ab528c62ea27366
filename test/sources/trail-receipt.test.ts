// A folder of logs beside what AWS says of the trails behind it, over the wire.
import { afterEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import type { Coverage, PlaceCoverage } from '../../src/domain/coverage.ts';
import { isFailure } from '../../src/domain/failure.ts';
import type { EventTest } from '../../src/domain/question.ts';
import type { Source } from '../../src/domain/source.ts';
import type { FakeAwsOptions } from '../../src/fakes/aws/fake-aws.ts';
import type { SeedTrail } from '../../src/fakes/aws/world.ts';
import { holds } from '../../src/records/holds.ts';
import { type TrailPort, trailPort } from '../../src/sources/trail-receipt/trail-port.ts';
import { withTrailReceipt } from '../../src/sources/trail-receipt/with-trail-receipt.ts';
import { DEV, HOME, MINUTE, NOW, PROD, record } from '../fakes/aws/sample-record.ts';
import { KEYS, openStage } from '../fakes/aws/stage.ts';
import { anEvent } from '../records/a-record.ts';

const TRAIL: SeedTrail = { name: 'sample-trail', account: PROD, homeRegion: HOME, multiRegion: true };
const ARN = `arn:aws:cloudtrail:${HOME}:${PROD}:trail/sample-trail`;
const ALWAYS: EventTest = { kind: 'always' };
const ROLE = `arn:aws:iam::${DEV}:role/whodid-event-history`;

const ports: TrailPort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

const instant = (minutesAgo: number) => new Date(NOW - minutesAgo * MINUTE).toISOString().replace('.000Z', 'Z');

/** A folder whose files reach up to `minutesAgo`, with these events in it. */
function folder(minutesAgo: number | null, events: readonly AuditEvent[] = []): Source {
  const place: PlaceCoverage = {
    source: 'archive',
    account: PROD,
    region: HOME,
    read: true,
    why: null,
    deliveredTo: minutesAgo === null ? null : instant(minutesAgo),
    categories: null,
    off: [],
  };
  const coverage: Coverage = {
    sources: [],
    accounts: [PROD],
    regions: [HOME],
    eventsExamined: 0,
    filesRead: 1,
    duplicates: 0,
    deliveredTo: null,
    places: minutesAgo === null ? [] : [place],
    gaps: [],
  };
  return {
    name: 'archive',
    abilities: () => Promise.reject(new Error('not asked for')),
    events: async ({ test, window, limit }) => {
      const [from, to] = [Date.parse(window.from ?? '1970-01-01T00:00:00Z'), Date.parse(window.to)];
      const found = events.filter((each) => each.timeMs >= from && each.timeMs < to && holds(test, each));
      return { events: found.slice(0, limit ?? found.length), coverage };
    },
    completions: async () => null,
  };
}

interface Set {
  readonly fake?: Partial<FakeAwsOptions>;
  readonly regions?: readonly string[];
  readonly source?: Source;
  readonly test?: EventTest;
  readonly members?: boolean;
  /** Minutes the trail is stopped before now, over the wire. */
  readonly before?: (stage: Awaited<ReturnType<typeof openStage>>) => Promise<void>;
  readonly waitMs?: number;
}

/** Coverage of a question about the last hour. */
async function coverage(set: Set = {}): Promise<Coverage> {
  const stage = await openStage({
    trails: [TRAIL],
    roles: [{ arn: ROLE, trusts: [PROD] }],
    events: [record(20)],
    ...set.fake,
  });
  await set.before?.(stage);
  const regions = set.regions ?? [HOME];
  const port = trailPort({
    aws: { endpoint: stage.fake.url, credentials: KEYS },
    targets: [{ accountId: null, regions }, ...(set.members ? [{ accountId: DEV, regions, roleArn: ROLE }] : [])],
    clock: () => NOW,
  });
  ports.push(port);
  const source = withTrailReceipt(set.source ?? folder(15), port, { waitMs: set.waitMs ?? 20_000 });
  const window = { from: instant(60), to: instant(0), zone: 'UTC', phrase: null };
  const read = await source.events({ test: set.test ?? ALWAYS, window, order: 'oldest-first', limit: null });
  if (isFailure(read)) throw new Error(read.why);
  return read.coverage;
}

async function counts(source: Source) {
  const window = { from: instant(60), to: instant(0), zone: 'UTC', phrase: null };
  const read = await source.aggregates?.({ test: ALWAYS, window, groupBy: [] });
  if (read === undefined || isFailure(read)) throw new Error('not counted');
  return read;
}

const told = async (set: Set = {}) => (await coverage(set)).gaps.map(({ kind, detail }) => `${kind}: ${detail}`);

describe('a healthy trail', () => {
  it('adds what it records, and no gap', async () => {
    const { gaps, places, notes } = await coverage();
    expect({ gaps, notes }).toEqual({ gaps: [], notes: [] });
    expect(places).toEqual([
      {
        source: 'archive',
        account: PROD,
        region: HOME,
        read: true,
        why: null,
        deliveredTo: instant(15),
        categories: ['Management'],
        off: [],
      },
    ]);
  });

  it('says of counts, too, where AWS could not be asked', async () => {
    const bare = folder(15);
    const counted: Source = {
      ...bare,
      events: (request) => Promise.reject(new Error(`read, not counted: ${JSON.stringify(request)}`)),
      aggregates: async (request) => {
        const read = await bare.events({ ...request, order: 'oldest-first', limit: null });
        return isFailure(read) ? read : { rows: [], coverage: read.coverage };
      },
    };
    expect((await counts(withTrailReceipt(counted, { report: async () => null }))).coverage.notes).toEqual([
      'trails not checked: AWS could not be asked (whodid doctor says why)',
    ]);
  });

  it('counts a quiet Region as read, and one that is not enabled as not', async () => {
    const { gaps, places } = await coverage({
      members: true,
      regions: [HOME, 'eu-south-1'],
      fake: { trails: [{ ...TRAIL, organization: true }] },
    });
    expect(gaps).toEqual([]);
    expect(places?.map(({ account, region, read, why }) => [account, region, read, why])).toEqual([
      [PROD, HOME, true, null],
      [PROD, 'eu-south-1', true, null],
      [DEV, HOME, true, null],
      [DEV, 'eu-south-1', false, 'not enabled'],
    ]);
  });
});

describe('what AWS says of a trail becomes a gap', () => {
  it('where files it has delivered are not in the folder', async () => {
    expect(await told({ source: folder(50) })).toEqual([
      `not-delivered: AWS has delivered log files up to ${instant(15)} that this folder does not hold, of account ${PROD}, Region ${HOME}. Copy the newer files from the trail’s bucket and ask again.`,
    ]);
    expect(await told({ source: folder(null) })).toHaveLength(1);
  });

  it('where it is off, unless the folder shows that events went on', async () => {
    const stopped = { fake: { trails: [{ ...TRAIL, logging: false }], clock: () => NOW - 30 * MINUTE } };
    expect(await told(stopped)).toEqual([
      `trail-off: AWS says that trail sample-trail has been off since ${instant(30)}: then nothing was recorded in account ${PROD}, Region ${HOME}. Event history keeps management events of the last 90 days even so (source:event-history).`,
    ]);
    expect((await coverage(stopped)).places?.[0]?.off).toEqual([{ from: instant(30), to: null }]);
    const event = anEvent({ eventTime: instant(10), recipientAccountId: PROD, awsRegion: HOME });
    expect(await told({ ...stopped, source: folder(9, [event]) })).toEqual([]);
    expect(await told({ ...stopped, test: { kind: 'account', account: DEV } })).toEqual([]);
    const second = [
      { ...TRAIL, logging: false },
      { ...TRAIL, name: 'another' },
    ];
    expect(await told({ fake: { ...stopped.fake, trails: second } })).toEqual([]);
  });

  it('where it cannot write to its bucket', async () => {
    const trails = [{ ...TRAIL, latestDeliveryError: 'AccessDenied', latestDeliveryMs: NOW - 40 * MINUTE }];
    const gaps = await told({ source: folder(40), fake: { trails } });
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toContain(`could not write to its bucket since ${instant(40)} (AccessDenied)`);
  });

  it('where it leaves events out that could answer the question', async () => {
    const eventSelectors = [
      { ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] },
    ];
    const fake = { trails: [{ ...TRAIL, eventSelectors }] };
    const asking = (service: string): EventTest => ({ kind: 'action', service, name: 'DisableKey' });
    expect((await told({ fake, test: asking('kms') }))[0]).toContain('calls of kms were not recorded');
    expect(await told({ fake, test: asking('ec2') })).toEqual([]);
  });

  it('where no trail records an account', async () => {
    const set = { members: true, source: folder(15) };
    const { gaps, places } = await coverage(set);
    expect(gaps.map(({ detail }) => detail)).toEqual([
      expect.stringContaining(`No trail records account ${DEV}, Region ${HOME}`),
    ]);
    expect(places?.[1]).toMatchObject({ account: DEV, read: false, why: 'no trail records it' });
  });
});

describe('AWS not answering', () => {
  it('names the permission that is missing, and leaves the answer as it is', async () => {
    const allowed = ['sts:*', 'cloudtrail:DescribeTrails'];
    const { gaps, notes, places } = await coverage({ fake: { credentials: [{ ...KEYS, account: PROD, allowed }] } });
    expect(gaps).toEqual([]);
    expect(notes).toEqual([
      `trails not checked in account ${PROD}: allow cloudtrail:GetTrailStatus`,
      `trails not checked in account ${PROD}: allow cloudtrail:GetEventSelectors`,
    ]);
    expect(places).toMatchObject([{ categories: null, read: true }]);
  });

  it('is not waited for, and said', async () => {
    const slow = async ({ fake }: Awaited<ReturnType<typeof openStage>>) =>
      fake.inject({ kind: 'slow', ms: 2_000, operation: 'DescribeTrails' });
    const { gaps, notes } = await coverage({ before: slow, waitMs: 20 });
    expect({ gaps, notes }).toEqual({ gaps: [], notes: ['trails not checked: AWS had not answered yet'] });
  });

  it('because there are no usable credentials is said too', async () => {
    const { notes } = await coverage({ fake: { credentials: [] } });
    expect(notes).toEqual(['trails not checked: AWS could not be asked (whodid doctor says why)']);
  });

  it('is asked once for many questions', async () => {
    const stage = await openStage({ trails: [TRAIL] });
    const aws = { endpoint: stage.fake.url, credentials: KEYS };
    const port = trailPort({ aws, targets: [{ accountId: PROD, regions: [HOME] }], clock: () => NOW });
    ports.push(port);
    const reports = await Promise.all([port.report(), port.report()]);
    expect(reports[0]).toBe(reports[1]);
    expect(await port.report()).toBe(reports[0]);
    expect(stage.fake.calls.map(({ operation }) => operation)).toEqual([
      'DescribeTrails',
      'GetTrailStatus',
      'GetEventSelectors',
    ]);
    expect(reports[0]?.places[0]?.trails).toMatchObject([{ trail: { arn: ARN } }]);
  });
});
