// What is told and planned about a change, apart from its states: the command to run instead, the value of its button, its
// baseline, and whether it is seen to work.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRequestValue, requestValue, TRAIL_ACTION_KINDS } from '../../src/approval/actions.ts';
import { pinOf, samePin, weakness } from '../../src/approval/baseline-settings.ts';
import { bucketPolicy } from '../../src/approval/bucket-policy.ts';
import { commandLine, shellQuoted } from '../../src/approval/command-line.ts';
import { judgeTrail } from '../../src/approval/judge-trail.ts';
import type { TrailNow, TrailSettingsKept } from '../../src/domain/remediation.ts';
import { serviceMay } from '../../src/trails/service-may.ts';
import { MINUTE, NOW, TRAIL } from './an-approval.ts';

const SETTINGS: TrailSettingsKept = {
  bucket: 'sample-trail-logs',
  prefix: null,
  kmsKey: null,
  multiRegion: true,
  organization: false,
  globalServices: true,
  validation: true,
  eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
  advancedEventSelectors: null,
  insightSelectors: [{ InsightType: 'ApiCallRateInsight' }],
};

describe('the command to run instead', () => {
  it('starts nothing else, whatever a name holds', () => {
    const odd = ["x'; touch /tmp/pwned; '", '$(id)', '`id`', 'a b', '--help', '', 'naïve\nline', "'"];
    const asked = [...odd, ...fc.sample(fc.string({ unit: 'binary' }), 40)].filter((text) => !text.includes('\0'));
    const line = asked.map(shellQuoted).join(' ');
    const heard = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${line}`])
      .toString('utf8')
      .split('\0')
      .slice(0, -1);
    expect(heard).toEqual(asked.map((text) => Buffer.from(text, 'utf8').toString('utf8')));
  });

  it('names the trail by its ARN and its home Region', () => {
    const start = commandLine({ kind: 'start-logging', trail: TRAIL }, null);
    expect(start).toBe(
      'aws cloudtrail start-logging --name arn:aws:cloudtrail:eu-west-1:111122223333:trail/sample-trail --region eu-west-1',
    );
    const baseline = pinOf(1, SETTINGS);
    const put = commandLine({ kind: 'restore-selectors', trail: TRAIL, baseline }, SETTINGS);
    expect(put).toContain(`'[{"ReadWriteType":"All","IncludeManagementEvents":true}]'`);
    expect(commandLine({ kind: 'set-up-trail', trail: TRAIL, bucket: 'b' }, null)).toMatch(
      /create-trail .* && aws cloudtrail start-logging/,
    );
  });
});

describe('the value of a button', () => {
  it('is read back as what it was made of; anything else is none', () => {
    for (const kind of TRAIL_ACTION_KINDS) {
      expect(readRequestValue(requestValue(kind, TRAIL) ?? '')).toEqual({ kind, trail: TRAIL });
    }
    expect(requestValue('start-logging', { ...TRAIL, name: 'x'.repeat(128) })).toBeNull();
    expect(requestValue('start-logging', { ...TRAIL, name: 'a/../b c' })).toBeNull();
    for (const value of ['', 'drop-table:1:2:3', 'start-logging:111122223333:eu-west-1:ok:more']) {
      expect(readRequestValue(value)).toBeNull();
    }
  });
});

describe('a baseline', () => {
  it('is pinned by its settings whatever the order of their keys, and differs with any of them', () => {
    const turned = Object.fromEntries(Object.entries(SETTINGS).reverse()) as unknown as TrailSettingsKept;
    expect(samePin(pinOf(1, SETTINGS), pinOf(1, turned))).toBe(true);
    expect(samePin(pinOf(1, SETTINGS), pinOf(2, SETTINGS))).toBe(false);
    expect(samePin(pinOf(1, SETTINGS), pinOf(1, { ...SETTINGS, bucket: 'other' }))).toBe(false);
  });

  it('is not put back where it would itself blind the trail', () => {
    expect(weakness('restore-selectors', SETTINGS)).toBeNull();
    const blind = { ...SETTINGS, eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false }] };
    expect(weakness('restore-selectors', blind)).toContain('management events were not recorded');
    expect(weakness('restore-bucket', blind)).toBeNull();
    expect(weakness('recreate-trail', { ...SETTINGS, validation: false })).toContain('validation');
    expect(weakness('restore-multi-region', { ...SETTINGS, multiRegion: false })).toContain('one Region');
    expect(weakness('restore-insights', { ...SETTINGS, insightSelectors: [] })).toContain('Insights');
  });
});

describe('the policy for a new trail’s bucket', () => {
  it('lets CloudTrail write for that trail, and for no other', () => {
    const policy = bucketPolicy(TRAIL, 'sample-bucket');
    const call = (trailArn: string, account: string) => ({
      action: 's3:PutObject',
      resource: `arn:aws:s3:::sample-bucket/AWSLogs/${account}/CloudTrail/x.json.gz`,
      trailArn,
      account,
    });
    const own = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/sample-trail';
    expect(serviceMay(policy, call(own, '111122223333'))).toBe('yes');
    expect(serviceMay(policy, call(`${own}2`, '111122223333'))).toBe('no');
    expect(serviceMay(policy, call(own, '444455556666'))).toBe('no');
  });
});

describe('a change', () => {
  const trail: TrailNow = {
    arn: 'a',
    organization: false,
    multiRegion: true,
    logging: true,
    startedMs: NOW,
    stoppedMs: NOW - 30 * MINUTE,
    deliveredMs: NOW + 5 * MINUTE,
    deliveryError: null,
  };
  const judged = (over: Partial<TrailNow>, made: boolean | null = true, afterMs = 6 * MINUTE) =>
    judgeTrail({ ...trail, ...over }, { starts: true, made, ranAt: NOW }, NOW + afterMs).kind;

  it.each([
    ['a file came after it', {}, true, 6, 'verified'],
    ['the last file is older', { deliveredMs: NOW - MINUTE }, true, 60, 'inconclusive'],
    ['no file ever came', { deliveredMs: null }, true, 6, 'inconclusive'],
    ['S3 refuses, and the error may be an old one', { deliveryError: 'AccessDenied' }, true, 6, 'inconclusive'],
    ['S3 goes on refusing', { deliveryError: 'AccessDenied' }, true, 16, 'failed'],
    ['it does not log yet', { logging: false }, true, 1, 'inconclusive'],
    ['it does not log', { logging: false }, true, 16, 'failed'],
    ['the setting is another', {}, false, 16, 'failed'],
    ['the setting could not be read', {}, null, 6, 'inconclusive'],
  ] as const)('of which %s is judged by that', (_what, over, made, minutes, kind) => {
    expect(judged(over, made, minutes * MINUTE)).toBe(kind);
  });

  it('whose trail is gone fails', () => {
    expect(judgeTrail(null, { starts: true, made: null, ranAt: NOW }, NOW + 16 * MINUTE).kind).toBe('failed');
  });

  it.each([
    ['a file that came just before it', NOW - MINUTE / 2, 'inconclusive'],
    ['a file that clocks apart may have put after it', NOW + MINUTE / 2, 'inconclusive'],
    ['a file that came after it', NOW + 5 * MINUTE, 'verified'],
  ] as const)(
    'of a setting is not proven by the trail’s logging, but by %s it is judged',
    (_what, deliveredMs, kind) => {
      const logged = { ...trail, startedMs: NOW - 90 * 24 * 60 * MINUTE, stoppedMs: null, deliveredMs };
      const change = { starts: false, made: true, ranAt: NOW };
      const judgement = judgeTrail(logged, change, NOW + 6 * MINUTE);
      expect(judgement.kind).toBe(kind);
      expect(judgement.words).not.toContain('switched on');
    },
  );

  it('is not proven by an old file while AWS still tells of an older start', () => {
    const lagging = { startedMs: NOW - 60 * MINUTE, stoppedMs: NOW - 30 * MINUTE, deliveredMs: NOW - MINUTE / 2 };
    expect(judged(lagging)).toBe('inconclusive');
  });
});
