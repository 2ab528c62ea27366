// The log groups of CloudTrail as a source meets them: a trail's and telemetry rules', other accounts', empty, gone, young.
import { afterEach, describe, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import { record } from '../archive/sample-logs.ts';
import { action } from './event-history/sample-tests.ts';
import { ACCOUNT, calls, OTHER_ACCOUNT, request, roleIn, window } from './event-history/stage.ts';
import {
  arnOf,
  type LogsStage,
  logsStage,
  SAMPLE_GROUP,
  TELEMETRY_GROUPS,
  TRAIL_GROUP,
} from './logs-insights/stage.ts';

const EVENTS = calls(30, (index) => record({ id: `e${index}`, name: 'StopInstances' }));
const STOPPED = action('ec2', 'StopInstances');

describe('log groups', () => {
  let here: LogsStage;
  afterEach(() => here.close());
  const management = TELEMETRY_GROUPS.slice(0, 1);

  it('of telemetry rules tell their categories, and what they do not hold is not asked for', async () => {
    here = await logsStage({ events: EVENTS, logGroups: management });
    expect(await here.source.abilities()).toMatchObject({ categories: ['Management'], accounts: null, regions: null });
    const found = await here.read(STOPPED);
    expect(found.coverage).toMatchObject({ gaps: [] });
    // What every log group leaves out, and nothing about selectors.
    expect(found.coverage.notes).toEqual([expect.stringContaining('256 KB')]);
    const objects = await here.read(action('s3', 'DeleteObject'));
    expect(objects.coverage.gaps).toMatchObject([
      { kind: 'category-not-logged', detail: expect.stringContaining('WHODID_LOGS_INSIGHTS_GROUPS') },
    ]);
    expect(here.calls('StartQuery')).toHaveLength(1);
    const mixed = await here.read({ kind: 'read-only', readOnly: false });
    expect(mixed.coverage.gaps.map(({ kind }) => kind)).toEqual(['category-not-logged']);
  });

  it('of data events alone do not answer for management events', async () => {
    const object = record({
      id: 'o',
      name: 'DeleteObject',
      service: 's3',
      category: 'Data',
      time: '2026-11-10T00:00:00Z',
    });
    here = await logsStage({ events: [...EVENTS, object], logGroups: TELEMETRY_GROUPS.slice(1) });
    expect((await here.read(action('s3', 'DeleteObject'))).coverage.gaps).toEqual([]);
    expect((await here.read(STOPPED)).coverage.gaps).toMatchObject([{ kind: 'category-not-logged' }]);
  });

  it('of a trail are not known to hold data events until one comes', async () => {
    const object = record({
      id: 'o',
      name: 'DeleteObject',
      service: 's3',
      category: 'Data',
      time: '2026-11-10T00:00:00Z',
    });
    here = await logsStage({ events: [...EVENTS, object], logGroups: [{ ...SAMPLE_GROUP, holds: 'management' }] });
    const none = await here.read(action('s3', 'DeleteObject'));
    expect(none).toMatchObject({
      events: [],
      coverage: { gaps: [{ kind: 'category-not-logged', detail: expect.stringContaining('is not known') }] },
    });
    here.change(TRAIL_GROUP, { holds: 'all' });
    expect(await here.another().events(request(action('s3', 'DeleteObject')))).toMatchObject({
      events: [{ eventID: 'o' }],
      coverage: { gaps: [] },
    });
  });

  it('of other accounts are asked by ARN from the account that monitors them, or found by their prefix or kind', async () => {
    const linked = { ...SAMPLE_GROUP, account: OTHER_ACCOUNT, accounts: [OTHER_ACCOUNT], monitoredBy: [ACCOUNT] };
    const away = record({ id: 'away', name: 'StopInstances', account: OTHER_ACCOUNT, time: '2026-11-10T00:00:00Z' });
    const unrelated = { ...SAMPLE_GROUP, name: 'application', dataSource: null, holds: 'nothing' } as const;
    here = await logsStage({
      events: [...EVENTS, away],
      logGroups: [{ ...SAMPLE_GROUP, accounts: [ACCOUNT] }, linked, unrelated],
    });
    const foundBy = async (groups: readonly string[]) => {
      const found = await here.another({ groups }).events(request(STOPPED));
      return isFailure(found)
        ? found.why
        : { events: found.events.length, kinds: found.coverage.gaps.map(({ kind }) => kind) };
    };
    expect(await foundBy([arnOf(TRAIL_GROUP, OTHER_ACCOUNT)])).toEqual({ events: 1, kinds: [] });
    expect(await foundBy([TRAIL_GROUP, `${arnOf(TRAIL_GROUP, OTHER_ACCOUNT)}:*`])).toEqual({ events: 31, kinds: [] });
    expect(await foundBy(['prefix:sample-'])).toEqual({ events: 31, kinds: [] });
    // Which they are cannot be told beforehand, so neither can how far back they go.
    expect(await foundBy(['discover'])).toEqual({ events: 31, kinds: ['outside-horizon'] });
    expect(await foundBy(['prefix:nothing-like-it'])).toContain('no such log group');
  });

  it('of another account are reached through a role', async () => {
    const role = { arn: roleIn(OTHER_ACCOUNT), trusts: [ACCOUNT], externalId: 'sample-external-id' };
    const there = { ...SAMPLE_GROUP, account: OTHER_ACCOUNT };
    here = await logsStage({ events: EVENTS, logGroups: [there], roles: [role] });
    const through = { role: role.arn, externalId: 'sample-external-id' };
    expect(await here.another(through).events(request(STOPPED))).toMatchObject({ coverage: { gaps: [] } });
    expect(await here.another({ role: role.arn }).events(request(STOPPED))).toMatchObject({ failure: 'not-allowed' });
    expect(await here.source.events(request(STOPPED))).toMatchObject({ failure: 'not-allowed' });
  });

  it('that are empty, gone, or younger than the time asked about are named', async () => {
    const young = { ...SAMPLE_GROUP, name: 'young', createdMs: Date.parse('2026-11-15T00:00:00Z') };
    const empty = { ...SAMPLE_GROUP, name: 'empty', holds: 'nothing' } as const;
    here = await logsStage({ events: EVENTS, logGroups: [young, empty, SAMPLE_GROUP] });
    const kinds = async (...groups: readonly string[]) => {
      const found = await here.another({ groups }).events(request(STOPPED));
      return isFailure(found) ? found : found.coverage.gaps.map(({ kind, detail }) => `${kind}: ${detail}`);
    };
    expect(await kinds('young')).toEqual([
      expect.stringMatching(/^outside-horizon: Log group young was created at 2026-11-15/),
    ]);
    expect(await kinds('empty')).toEqual([
      expect.stringMatching(/^not-delivered: Log group empty: no event at all .*WHODID_LOGS_INSIGHTS_GROUPS/),
    ]);
    expect(await kinds(TRAIL_GROUP, 'empty')).toEqual([
      expect.stringMatching(/^not-delivered: Log group empty: no event at all/),
    ]);
    expect(await kinds(TRAIL_GROUP, 'gone')).toEqual([
      expect.stringMatching(/^not-delivered: Not there, so not read: gone/),
    ]);
    expect(await kinds('gone')).toMatchObject({
      failure: 'not-allowed',
      instead: expect.stringContaining('WHODID_LOGS_INSIGHTS_GROUPS'),
    });
    here.change(TRAIL_GROUP, null);
    expect(await kinds(TRAIL_GROUP)).toMatchObject({ failure: 'not-allowed' });
    const before = window('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z');
    expect(await here.another({ groups: ['young'] }).events(request(STOPPED, { window: before }))).toMatchObject({
      events: [],
      coverage: { gaps: [{ kind: 'outside-horizon' }] },
    });
  });

  it('hold nothing of a time when a trail was stopped, which is told', async () => {
    const call = (name: string, time: string, more: object = {}) => ({
      ...record({ name, service: 'cloudtrail', time }),
      requestParameters: { name: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main' },
      ...more,
    });
    const cases = [
      [
        [call('StopLogging', '2026-11-05T00:00:00Z'), call('StartLogging', '2026-11-06T00:00:00Z')],
        ['from 2026-11-05T00:00:00Z to 2026-11-06T00:00:00Z'],
      ],
      [[call('StopLogging', '2026-11-05T00:00:00Z')], ['from 2026-11-05T00:00:00Z on']],
      [[call('StartLogging', '2026-11-06T00:00:00Z')], ['from 2026-11-01T00:00:00Z to 2026-11-06T00:00:00Z']],
      [[call('StopLogging', '2026-11-05T00:00:00Z', { errorCode: 'AccessDenied' })], []],
    ] as const;
    for (const [stops, words] of cases) {
      here = await logsStage({ events: [...EVENTS, ...stops] });
      const { coverage } = await here.read(STOPPED);
      expect(coverage.gaps.map(({ kind }) => kind)).toEqual(words.map(() => 'trail-off'));
      for (const word of words)
        expect(coverage.gaps[0]?.detail).toContain(`Trail main of account ${ACCOUNT} was stopped ${word}`);
      await here.close();
    }
    here = await logsStage({ events: [...EVENTS, call('StopLogging', '2026-11-05T00:00:00Z')], logGroups: management });
    expect((await here.read(STOPPED)).coverage.gaps).toEqual([]);
    for (const groups of [[arnOf('aws/cloudtrail/managementevents')], ['prefix:aws/cloudtrail/']]) {
      expect(await here.another({ groups }).events(request(STOPPED))).toMatchObject({ coverage: { gaps: [] } });
    }
  });

  it('that are empty are no gap where what they are for could not answer', async () => {
    here = await logsStage({ events: EVENTS, logGroups: TELEMETRY_GROUPS });
    expect((await here.read(STOPPED)).coverage.gaps).toEqual([]);
    expect((await here.read(action('s3', 'DeleteObject'))).coverage.gaps).toMatchObject([
      {
        kind: 'not-delivered',
        detail: expect.stringContaining('Log group aws/cloudtrail/dataevents: no event at all'),
      },
    ]);
  });
});
