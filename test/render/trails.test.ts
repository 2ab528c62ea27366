// What `/whodid trails` and the messages of incidents look like: valid for one trail and for a hundred, inert whatever names hold.
import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../src/fakes/slack/blocks/check-blocks.ts';
import { postureCsv } from '../../src/render/trails/csv.ts';
import { renderIncident, updateWords } from '../../src/render/trails/incident.ts';
import { type PostureView, postureForms } from '../../src/render/trails/posture.ts';
import { weaker } from '../../src/trails/difference.ts';
import { advance, type Culprit, type Incident, type Look } from '../../src/trails/incident.ts';
import type { Posture, TrailPosture } from '../../src/trails/posture.ts';
import { ACCOUNT, ARN, at, HOME, TRAIL } from '../trails/a-change.ts';
import { aPosture, aTrail } from '../trails/a-posture.ts';

const HOSTILE = '<!channel> *x* `y` <https://evil.example|safe> =1+1 \u202E\n# z';
const UNREAD = { unread: 'denied', action: 'cloudtrail:GetTrailStatus', code: 'AccessDenied' } as const;

function trails(count: number, name = TRAIL): readonly TrailPosture[] {
  return Array.from({ length: count }, (_, index) => ({
    ...aTrail,
    trail: { ...aTrail.trail, name: `${name}-${index}`, arn: `${ARN}-${index}`, bucket: `${name}-bucket-${index}` },
  }));
}

function view(posture: Posture, more: Partial<PostureView> = {}): PostureView {
  return {
    posture,
    wrong: [],
    notes: ['A note.'],
    zone: 'Europe/Berlin',
    accountNames: { [ACCOUNT]: 'sample-prod' },
    ...more,
  };
}

function checked({ text, blocks }: { readonly text: string; readonly blocks: readonly object[] }): string {
  expect(checkBlocks([...blocks] as never, 'message', { nativeTables: true, newestBlocks: false })).toBeUndefined();
  expect(text.length).toBeLessThan(4_000);
  return JSON.stringify(blocks);
}

describe('how trails stand', () => {
  it.each([0, 1, 10, 100])('is a valid message for %i trails, in each of its forms', (count) => {
    const wrong = Array.from(
      { length: count },
      (_, index) => `Trail ${HOSTILE} ${index} does not log: it was stopped.`,
    );
    for (const name of [TRAIL, HOSTILE.repeat(4)]) {
      for (const form of postureForms(view(aPosture({ trails: trails(count, name) }), { wrong }))) checked(form());
    }
  });

  it('says first what is wrong: trails that do not log, accounts and Regions without any', () => {
    const off = { ...aTrail, status: { ...(aTrail.status as object), logging: false } as never };
    const places = [
      { account: ACCOUNT, region: HOME, trails: [ARN] },
      { account: ACCOUNT, region: 'us-east-1', trails: [] },
      { account: '444455556666', region: HOME, trails: [] },
    ];
    const [best] = postureForms(view(aPosture({ trails: [off], places })));
    const text = checked(best()).replaceAll('`', '');
    expect(text).toContain('1 trail in 2 accounts: 1 does not log.');
    expect(text).toContain('Account 444455556666 has no trail');
    expect(text).toContain('not recorded in us-east-1');
    expect(text).toContain('"NO"');
  });

  it('takes what could not be read for neither on nor off', () => {
    const posture = aPosture({ trails: [{ ...aTrail, status: UNREAD, bucket: UNREAD }], gaps: ['trail x: allow y:Z'] });
    const text = checked(postureForms(view(posture))[0]());
    expect(text).toContain('not known (allow cloudtrail:GetTrailStatus)');
    expect(text).not.toContain('does not log');
    expect(text).not.toContain('has no trail');
    expect(text).toContain('Not all could be read');
  });

  it('is a CSV without formulas, with a row for each account without a trail', () => {
    const places = [{ account: '444455556666', region: HOME, trails: [] }];
    const csv = postureCsv(aPosture({ trails: trails(2, '=cmd()'), places }), {});
    const rows = csv.trim().split('\n');
    expect(rows).toHaveLength(4);
    expect(rows[1]).toMatch(/^'=cmd\(\)/);
    expect(rows[3]).toContain('(no trail),444455556666');
  });
});

const CULPRIT: Culprit = {
  eventID: '11111111-2222-4333-8444-555555555555',
  eventName: 'cloudtrail:StopLogging',
  timeMs: at(3),
  region: HOME,
  who: HOSTILE,
  lookups: [],
  hops: [],
  hints: [],
  from: HOSTILE,
  consoleLink: null,
};
const SUBJECT = {
  id: 'a'.repeat(32),
  subject: ARN,
  kind: 'trail',
  name: TRAIL,
  account: ACCOUNT,
  homeRegion: HOME,
} as const;
const OFF = weaker('logging', `Trail ${HOSTILE} does not log.`);
const OPTIONS = { now: at(35), zone: 'UTC', accountName: HOSTILE };

function look(more: Partial<Look> = {}): Look {
  return { atMs: at(5), weaker: [OFF], sees: () => true, stoppedMs: null, startedMs: null, deeds: [], ...more };
}

function opened(more: Partial<Look> = {}): Incident {
  const incident = advance(null, SUBJECT, look(more));
  if (incident === null) throw new Error('there is no incident');
  return incident;
}

describe('an incident', () => {
  it('is inert whatever its names hold', () => {
    const deeds = [{ culprit: CULPRIT, differences: [OFF], visible: true }];
    const text = checked(renderIncident(opened({ deeds }), OPTIONS));
    expect(text).not.toMatch(/<!channel>|<https:\/\/evil/);
  });

  it('stays a valid message with more findings and callers than it can show', () => {
    const aspects = [
      'logging',
      'selectors',
      'validation',
      'bucket',
      'regions',
      'insights',
      'prefix',
      'encryption',
    ] as const;
    const weak = aspects.map((aspect) => weaker(aspect, `${aspect}: ${HOSTILE.repeat(20)}.`));
    const deeds = Array.from({ length: 30 }, (_, index) => ({
      culprit: { ...CULPRIT, eventID: `${index}`, who: `${HOSTILE} ${index % 7}` },
      differences: [OFF],
      visible: true,
    }));
    checked(renderIncident(opened({ weaker: weak, deeds }), OPTIONS));
  });

  it('is one for the look that sees it and the event that tells of it, whichever comes first', () => {
    const deeds = [{ culprit: CULPRIT, differences: [OFF], visible: true }];
    const seenFirst = opened();
    expect(seenFirst.findings).toMatchObject([{ sinceMs: at(5), sure: false }]);
    const then = advance(seenFirst, SUBJECT, look({ atMs: at(10), deeds }));
    expect(then?.findings).toMatchObject([{ sinceMs: at(3), sure: true, eventID: CULPRIT.eventID, endedMs: null }]);
    expect(updateWords(seenFirst, then ?? seenFirst, OPTIONS)).toMatch(/^Who:/);
    const toldFirst = opened({ weaker: null, deeds });
    expect(advance(toldFirst, SUBJECT, look({ atMs: at(10) }))?.findings ?? toldFirst.findings).toHaveLength(1);
  });

  it('ends when it is seen to be mended, with the blind window as AWS tells it; not where that cannot be seen', () => {
    const open = opened({ stoppedMs: at(2) });
    expect(advance(open, SUBJECT, look({ atMs: at(30), weaker: [], sees: () => false }))).toBeNull();
    const over = advance(open, SUBJECT, look({ atMs: at(30), weaker: [], startedMs: at(28) }));
    expect(over).toMatchObject({ endedMs: at(28), openedMs: at(2) });
    const text = checked(renderIncident(over ?? open, OPTIONS));
    expect(text).toContain('logs again since');
    expect(text).toContain('26 minutes');
    expect(text).not.toContain('approvals_request');
  });

  it('says so while nobody is known to have done it', () => {
    expect(checked(renderIncident(opened(), OPTIONS))).toContain('not known yet');
  });
});
