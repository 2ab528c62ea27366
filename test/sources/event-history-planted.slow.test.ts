// Faults planted one by one, and then at random, between AWS and an answer over two accounts and two Regions: whatever has
// no gap is exactly what happened. Those of a single place are in event-history-faults.test.ts.
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { GapKind } from '../../src/domain/coverage.ts';
import { isFailure } from '../../src/domain/failure.ts';
import type { Fault } from '../../src/fakes/aws/faults.ts';
import { record } from '../archive/sample-logs.ts';
import { action } from './event-history/sample-tests.ts';
import { ACCOUNT, calls, KEY, OTHER_ACCOUNT, REGION, ROLE, request, type Stage, stage } from './event-history/stage.ts';

const FAR = 'eu-central-1';
const STOPPED = action('ec2', 'StopInstances');
const EVENTS: readonly Readonly<Record<string, unknown>>[] = [
  ...calls(230, (at) => record({ id: `home-${at}` })),
  ...calls(60, (at) => record({ id: `far-${at}`, region: FAR })),
  ...calls(60, (at) => record({ id: `other-${at}`, account: OTHER_ACCOUNT })),
];
const TRUTH = EVENTS.map(({ eventID }) => String(eventID)).sort();
const ROLE_TARGET = { accountId: OTHER_ACCOUNT, regions: [REGION], roleArn: ROLE, externalId: 'sample-external-id' };
const TARGETS = [{ accountId: ACCOUNT, regions: [REGION, FAR] }, ROLE_TARGET];
const LOOKUP = { operation: 'LookupEvents' } as const;
const ASSUME = { operation: 'AssumeRole' } as const;
const always = { times: 'always' } as const;

type Planted = readonly [string, readonly Fault[], readonly GapKind[]];

const PLANTED: readonly Planted[] = [
  ['a throttle on page 3', [{ ...LOOKUP, kind: 'throttle', region: REGION, account: ACCOUNT, nth: 3 }], []],
  ['a throttle everywhere at once', [{ ...LOOKUP, kind: 'throttle', times: 3 }], []],
  ['one Region throttled for good', [{ ...LOOKUP, ...always, kind: 'throttle', region: FAR }], ['throttled']],
  [
    'one account throttled from its second page',
    [{ ...LOOKUP, ...always, kind: 'throttle', account: OTHER_ACCOUNT, nth: 2 }],
    ['throttled'],
  ],
  [
    'one Region denied by a service control policy',
    [{ ...always, kind: 'denied', by: 'scp', region: FAR }],
    ['denied'],
  ],
  [
    'one account without the permission',
    [{ ...LOOKUP, ...always, kind: 'denied', account: OTHER_ACCOUNT }],
    ['denied'],
  ],
  ['a permission taken away between two pages', [{ ...LOOKUP, ...always, kind: 'denied', nth: 4 }], ['denied']],
  ['a session that ends between two pages', [{ ...LOOKUP, kind: 'expired', account: OTHER_ACCOUNT, nth: 2 }], []],
  [
    'sessions that end as soon as they begin',
    [{ ...LOOKUP, ...always, kind: 'expired', account: OTHER_ACCOUNT }],
    ['denied'],
  ],
  [
    'long-term credentials that expire between two pages',
    [{ ...LOOKUP, ...always, kind: 'expired', account: ACCOUNT, nth: 3 }],
    ['denied'],
  ],
  ['a role that is throttled for a moment', [{ ...ASSUME, kind: 'throttle' }], []],
  ['a role behind an internal error', [{ ...ASSUME, kind: 'server-error', status: 503 }], []],
  ['a role whose answer gets lost', [{ ...ASSUME, kind: 'drop', when: 'after' }], []],
  ['a role that may not be assumed any more', [{ ...ASSUME, ...always, kind: 'denied' }], ['denied']],
  ['an STS that does not answer', [{ ...ASSUME, ...always, kind: 'drop' }], ['timed-out']],
  ['an STS out of order', [{ ...ASSUME, ...always, kind: 'server-error' }], ['timed-out']],
  ['two pages with one token', [{ ...LOOKUP, kind: 'same-token', region: REGION, nth: 2 }], []],
  ['two pages with one token, in every Region', [{ ...LOOKUP, kind: 'same-token', nth: 2, times: 3 }], []],
  [
    'tokens that go round in circles in one Region',
    [{ ...LOOKUP, ...always, kind: 'same-token', account: ACCOUNT, region: REGION }],
    ['page-limit'],
  ],
  ['a slow page', [{ ...LOOKUP, kind: 'slow', ms: 150, nth: 2 }], []],
  ['a page slower than a call may take', [{ ...LOOKUP, kind: 'slow', ms: 900, nth: 2 }], []],
  [
    'pages slower than a call may take, for good',
    [{ ...LOOKUP, ...always, kind: 'slow', ms: 900, region: FAR }],
    ['timed-out'],
  ],
  ['a connection dropped in the middle', [{ ...LOOKUP, kind: 'drop', nth: 3 }], []],
  ['connections dropped after AWS had answered', [{ ...LOOKUP, kind: 'drop', when: 'after', nth: 2, times: 2 }], []],
  ['half a body', [{ ...LOOKUP, kind: 'cut-body', nth: 3 }], []],
  ['a burst of internal errors', [{ ...LOOKUP, kind: 'server-error', nth: 2, times: 4 }], []],
  ['bursts of unavailability in every Region', [{ ...LOOKUP, kind: 'server-error', status: 503, times: 5 }], []],
  ['one Region out of order', [{ ...LOOKUP, ...always, kind: 'server-error', region: FAR }], ['timed-out']],
  ['records that are half of one', [{ ...LOOKUP, kind: 'broken-record', region: FAR }], ['unreadable-file']],
  ['events without a record', [{ ...LOOKUP, kind: 'broken-record', how: 'absent', nth: 2 }], ['unreadable-file']],
  ['pages of three events', [{ ...LOOKUP, kind: 'short-page', rows: 3, times: 9 }], []],
  ['empty pages with more to come', [{ ...LOOKUP, kind: 'short-page', rows: 0, nth: 2, times: 2 }], []],
  [
    'a throttle, an error, a lost answer and a lapsed session at once',
    [
      { ...LOOKUP, kind: 'throttle', nth: 2 },
      { ...LOOKUP, kind: 'server-error', nth: 4 },
      { ...LOOKUP, kind: 'drop', nth: 6 },
      { ...LOOKUP, kind: 'expired', account: OTHER_ACCOUNT, nth: 2 },
    ],
    [],
  ],
  [
    'two troubles in two places',
    [
      { ...LOOKUP, ...always, kind: 'throttle', region: FAR },
      { ...LOOKUP, ...always, kind: 'denied', account: OTHER_ACCOUNT },
    ],
    ['denied', 'throttled'],
  ],
];

describe('a planted fault', () => {
  let here: Stage;
  afterEach(() => here.close());

  /** What came back, held against what happened: a part of it without a gap is what no fault may lead to. null: a Failure. */
  async function answered(faults: readonly Fault[]) {
    here = await stage({ events: EVENTS }, { targets: TARGETS });
    for (const fault of faults) here.aws.inject(fault);
    // Only where a call is meant to take too long; on a busy machine any may take a while.
    const callMsMax = faults.some((fault) => fault.kind === 'slow' && fault.ms > 400) ? 400 : 5_000;
    const source = here.another({ aws: { endpoint: here.aws.url, credentials: KEY, callMsMax } });
    const found = await source.events(request(STOPPED, { asker: 'U012ABCDEF' }));
    if (isFailure(found)) return null;
    const ids = found.events.map(({ eventID }) => eventID).sort();
    const { gaps, places = [] } = found.coverage;
    const whole = JSON.stringify(ids) === JSON.stringify(TRUTH);
    expect(ids.filter((id) => !TRUTH.includes(id))).toEqual([]);
    // Zero wrong answers called complete, and every row that says "read" is true.
    expect({ complete: gaps.length === 0, whole: whole || gaps.length > 0 }).toMatchObject({ whole: true });
    for (const { account, region } of places.filter(({ read }) => read)) {
      const there = EVENTS.filter((event) => event.recipientAccountId === account && event.awsRegion === region);
      expect(ids).toEqual(expect.arrayContaining(there.map(({ eventID }) => eventID)));
    }
    return { gaps, whole, unread: places.filter(({ read }) => !read) };
  }

  it.each(PLANTED)('%s', async (_, faults, kinds) => {
    const answer = await answered(faults);
    if (answer === null) throw new Error('there was no answer');
    const { gaps, whole, unread } = answer;
    const played = new Set(here.aws.calls.flatMap((call) => call.faults));
    for (const { kind } of faults) expect([...played]).toContain(kind);
    expect([...new Set(gaps.map(({ kind }) => kind))].sort()).toEqual([...kinds].sort());
    expect(whole).toBe(kinds.length === 0);
    expect(unread.length > 0).toBe(kinds.length > 0);
    for (const { why } of unread) expect(why).not.toBe('');
  });

  it('is one of more than thirty', () => {
    expect(PLANTED.length).toBeGreaterThan(30);
  });

  it('or any few of them, whichever they are: nothing incomplete is called complete', async () => {
    const kind = fc.constantFrom<Fault['kind'][]>(
      'throttle',
      'server-error',
      'drop',
      'expired',
      'denied',
      'same-token',
      'short-page',
      'broken-record',
      'cut-body',
    );
    const fault = fc.record({
      kind,
      rows: fc.nat(4),
      nth: fc.integer({ min: 1, max: 8 }),
      times: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constant('always' as const)),
      operation: fc.constantFrom('LookupEvents', 'LookupEvents', 'LookupEvents', 'AssumeRole'),
      region: fc.option(fc.constantFrom(REGION, FAR), { nil: undefined }),
      account: fc.option(fc.constantFrom(ACCOUNT, OTHER_ACCOUNT), { nil: undefined }),
    });
    let incomplete = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { minLength: 1, maxLength: 4 }), async (faults) => {
        const answer = await answered(faults.map((each) => JSON.parse(JSON.stringify(each)) as Fault));
        incomplete += answer === null || answer.gaps.length > 0 ? 1 : 0;
        await here.close();
      }),
      { numRuns: 24, seed: 20261120 },
    );
    // Some of them must have told of something, or nothing was tried.
    expect(incomplete).toBeGreaterThan(1);
  }, 30_000);
});
