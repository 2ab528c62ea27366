// A table that holds less than was asked about: partitions that end before today, and Regions it has none of.
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import type { EventTest } from '../../src/domain/question.ts';
import { regionsAbsent, regionsBesides } from '../../src/sources/athena/places-asked.ts';
import { tableFacts } from '../../src/sources/athena/table-facts.ts';
import { record } from '../archive/sample-logs.ts';
import { athenaStage, seed, tableOf } from './athena/stage.ts';
import { action, all, any } from './event-history/sample-tests.ts';
import { NOW, REGION, request, window } from './event-history/stage.ts';

function daysOf(range: string) {
  const facts = tableFacts(
    {
      columns: new Map([['eventid', 'string']]),
      partitions: new Map([['day', 'string']]),
      properties: {
        'projection.enabled': 'true',
        'projection.day.type': 'date',
        'projection.day.format': 'yyyy/MM/dd',
        'projection.day.range': range,
        'storage.location.template': `s3://sample/AWSLogs/111122223333/CloudTrail/${REGION}/\${day}`,
      },
    },
    'whodid.sample',
  );
  if ('why' in facts) throw new Error(facts.why);
  return facts.days;
}

describe('the days of a table', () => {
  const at = (text: string) => Date.parse(text);
  it.each([
    ['NOW-3MONTHS,NOW', '2026-05-15T12:00:00Z', '2026-02-15T00:00:00Z'],
    ['NOW-1YEARS,NOW', '2026-11-20T10:00:00Z', '2025-11-20T00:00:00Z'],
    ['NOW-2WEEKS,NOW+1DAYS', '2026-11-20T10:00:00Z', '2026-11-06T00:00:00Z'],
    ['2020/01/01,NOW', '2026-11-20T10:00:00Z', '2020-01-01T00:00:00Z'],
  ])('%s are those that AWS counts, and go on', (range, now, from) => {
    expect(new Date(daysOf(range).from(at(now))).toISOString()).toBe(from.replace('Z', '.000Z'));
    expect(daysOf(range).toMs(at(now))).toBeNull();
  });

  it('end where they are said to, also when that is counted back from now', () => {
    expect(daysOf('2020/01/01,NOW-2DAYS').toMs(at('2026-11-20T10:00:00Z'))).toBe(at('2026-11-18T00:00:00Z'));
    expect(daysOf('2020/01/01,2026/11/01').toMs(NOW)).toBe(at('2026-11-01T00:00:00Z'));
  });
});

describe('the Regions of a question', () => {
  const region = (name: string): EventTest => ({ kind: 'region', region: name });
  it('that a table lacks are named, those of global services too', () => {
    expect(regionsAbsent(all(region('us-east-1'), action('iam', 'DeleteUser')), [REGION])).toEqual(['us-east-1']);
    expect(regionsBesides(action('iam', 'DeleteUser'), [REGION])).toEqual(['us-east-1']);
    expect(regionsBesides(any(action('iam', 'DeleteUser'), action('ec2', 'RunInstances')), [REGION])).toEqual([
      'us-east-1',
    ]);
    expect(regionsBesides({ kind: 'always' }, [REGION])).toEqual(['us-east-1']);
    expect(regionsBesides({ kind: 'service', service: 'signin' }, ['us-east-1', 'us-east-2'])).toEqual([
      'eu-north-1',
      'ap-southeast-2',
    ]);
    expect(regionsBesides(action('iam', 'DeleteUser'), ['cn-northwest-1'])).toEqual(['cn-north-1']);
  });

  it('are not, where none of it can be there', () => {
    expect(regionsBesides(action('ec2', 'RunInstances'), [REGION])).toEqual([]);
    expect(regionsBesides(all(region(REGION), { kind: 'always' }), [REGION])).toEqual([]);
    expect(regionsBesides(action('iam', 'DeleteUser'), [REGION, 'us-east-1'])).toEqual([]);
  });
});

describe('a table of one Region', () => {
  it('says that it cannot hold what was done to IAM, rather than nobody', async () => {
    const deleted = record({
      id: 'iam',
      name: 'DeleteUser',
      service: 'iam',
      region: 'us-east-1',
      time: '2026-11-15T10:00:00Z',
    });
    const other = record({ id: 'ec2', name: 'StopInstances', time: '2026-11-15T10:00:00Z' });
    const here = await athenaStage({
      events: [deleted, other],
      athena: seed({ tables: [tableOf({ regions: [REGION] })] }),
    });
    const over = { window: window('2026-11-10T00:00:00Z', '2026-11-20T09:30:00Z') };
    const found = await here.source.events(request(action('iam', 'DeleteUser'), over));
    if (isFailure(found)) throw new Error(found.why);
    expect(found.events).toEqual([]);
    expect(found.coverage.gaps).toMatchObject([
      { kind: 'outside-horizon', detail: expect.stringContaining('no partitions for Region us-east-1') },
    ]);
    expect((await here.read(action('ec2', 'StopInstances'), over)).coverage.gaps).toEqual([]);
    await here.close();
  });
});
