// What is open, as a Slack message and as CSV: accepted by Slack in every form and size, inert whatever AWS's texts say.
import { describe, expect, it } from 'vitest';
import type { Exposed, ExposedReport } from '../../src/exposure/exposed.ts';
import type { Opener } from '../../src/exposure/find-opener.ts';
import type { ExposureFinding } from '../../src/exposure/finding.ts';
import { checkBlocks } from '../../src/fakes/slack/blocks/check-blocks.ts';
import { exposedForms } from '../../src/render/exposed.ts';
import { exposedCsv } from '../../src/render/exposed-csv.ts';
import { exposedSentence } from '../../src/render/exposed-words.ts';
import { ACCOUNT, DETAILS, finding, OUTSIDE, policyOf, report, write } from '../exposure/sample-findings.ts';
import { HOSTILE } from './sample-replies.ts';

const event = write(5, 's3', 'PutBucketPolicy', { bucketName: 'sample-data', bucketPolicy: policyOf('*') });
const FOUND_IT: Opener = { kind: 'found', event, sure: true };

function exposed(over: Partial<ExposureFinding> = {}, opener: Opener = FOUND_IT): Exposed {
  const found = finding(over);
  return { exposure: { finding: found, regions: ['eu-west-1'], findings: 1 }, opener, chains: new Map() };
}

const PUBLIC = { ...DETAILS, isPublic: true, letIn: [{ kind: 'AWS', value: '*' }], actions: ['s3:GetObject'] };

function of(count: number, over: Partial<ExposedReport> = {}): ExposedReport {
  const active = Array.from({ length: count }, (_, at) =>
    exposed({
      id: `f-${at}`,
      resource: `arn:aws:s3:::sample-data-with-a-rather-long-name-${at}`,
      details: at === 0 ? PUBLIC : DETAILS,
    }),
  );
  return report({ active, ...over });
}

function expectAccepted(message: { readonly blocks: readonly object[]; readonly text: string }, nativeTables: boolean) {
  expect(checkBlocks(message.blocks, 'message', { nativeTables })).toBeUndefined();
  expect(message.text.length).toBeGreaterThan(0);
}

describe('what is open', () => {
  it.each([0, 1, 10, 1_000])('is a message that Slack takes, with %i findings', (count) => {
    const whole = of(count, { archived: of(7).active, resolved: of(2).active });
    const { forms, needsCsv } = exposedForms(whole);
    const [best, plain, bare] = forms.map((form) => form());
    if (best === undefined || plain === undefined || bare === undefined) throw new Error('three forms');
    expectAccepted(best, true);
    expectAccepted(plain, false);
    expect(bare.blocks).toEqual([]);
    if (count === 1_000) {
      expect([needsCsv(0), needsCsv(1), needsCsv(2)]).toEqual([true, true, true]);
      expect(JSON.stringify(best.blocks)).toMatch(/of 1,000 open things shown, public ones first/);
      expect(exposedCsv(whole).split('\r\n').length).toBe(1 + 1_000 + 7 + 2 + 1);
    }
  });

  it('names the thing, to whom, since when, and who opened it with the event', () => {
    const [best] = exposedForms(of(1)).forms;
    const text = JSON.stringify(best());
    for (const part of [
      '2026-11-18 12:55:00',
      'S3 bucket',
      'everyone on the internet',
      's3:GetObject',
      'ana',
      event.eventID,
    ]) {
      expect(text).toContain(part);
    }
    expect(exposedSentence(of(1))).toBe('1 thing is open to everyone on the internet.');
    expect(exposedSentence(of(3))).toBe('1 thing is open to everyone on the internet, and 2 more to others outside.');
  });

  it('never says that nothing is open where nobody looked', () => {
    expect(exposedSentence(of(0))).toBe(
      'Nothing is open to the outside, says Access Analyzer of 2 of 2 accounts, all of 3 Regions.',
    );
    const gaps = [{ kind: 'no-analyzer', detail: 'Account 1: no analyzer.' }] as const;
    const some = { read: { places: 3, ofPlaces: 6, accounts: 1, ofAccounts: 2, ofRegions: 3 }, gaps, notes: [] };
    expect(exposedSentence(of(0, { coverage: some }))).toContain('found so far');
    const none = { ...some, read: { ...some.read, places: 0, accounts: 0 } };
    expect(exposedSentence(of(0, { coverage: none }))).toContain('is not known');
    expect(JSON.stringify(exposedForms(of(0, { coverage: none })).forms[0]())).toContain('Gap');
  });

  it('says what is not known of who opened it', () => {
    const openers: readonly (readonly [Opener, string])[] = [
      [{ kind: 'found', event, sure: false }, 'probably ana'],
      [
        { kind: 'one-of', events: [event, write(9, 's3', 'PutBucketPolicy', {}, { by: 'ben' })] },
        'one of: ana and ben',
      ],
      [{ kind: 'not-found' }, 'not found in the events that were read'],
      [{ kind: 'not-read' }, 'could not be read'],
      [{ kind: 'unknown-kind' }, 'no call is known'],
    ];
    for (const [opener, words] of openers) {
      expect(JSON.stringify(exposedForms(report({ active: [exposed({}, opener)] })).forms[0]())).toContain(words);
    }
  });

  it('is inert whatever AWS says', () => {
    const details = {
      ...DETAILS,
      letIn: [{ kind: HOSTILE, value: HOSTILE }],
      actions: [HOSTILE],
      condition: { [HOSTILE]: HOSTILE },
    };
    const by = write(5, 's3', 'PutBucketPolicy', { bucketName: HOSTILE }, { by: HOSTILE });
    const bad = exposed(
      { resource: `arn:aws:s3:::${HOSTILE}`, resourceType: HOSTILE, details },
      { kind: 'found', event: by, sure: true },
    );
    const gaps = [{ kind: 'denied', detail: HOSTILE }] as const;
    const whole = report({
      active: [bad],
      archived: [bad],
      resolved: [{ ...bad, exposure: { ...bad.exposure, finding: finding({ details: null, error: HOSTILE }) } }],
      coverage: { read: { places: 0, ofPlaces: 1, accounts: 0, ofAccounts: 1, ofRegions: 1 }, gaps, notes: [HOSTILE] },
      accountNames: { [ACCOUNT]: HOSTILE, [OUTSIDE]: HOSTILE },
    });
    const { forms } = exposedForms(whole);
    expectAccepted(forms[0](), true);
    const mrkdwn = JSON.stringify(forms[0]().blocks.filter((block) => 'type' in block && block.type !== 'table'));
    expect(mrkdwn).not.toMatch(/<[!@#h]/);
    expect(exposedCsv(whole)).not.toMatch(/"[=+@]/);
  });
});
