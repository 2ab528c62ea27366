// Findings of many places → each open thing once, and what nobody looked at.
import { describe, expect, it } from 'vitest';
import { coverageOfReport } from '../../src/exposure/exposure-gaps.ts';
import { exposuresOf } from '../../src/exposure/exposures.ts';
import type { Analyzer } from '../../src/exposure/finding.ts';
import { describeFinding } from './describe-finding.ts';
import { ANALYZER, DETAILS, FOUND, finding, MINUTE, place } from './sample-findings.ts';

const PUBLIC = { ...DETAILS, isPublic: true, letIn: [{ kind: 'AWS', value: '*' }] };
const WIDE: Analyzer = { arn: ANALYZER, name: 'wide', scope: 'organization', status: 'ACTIVE', createdMs: 0 };
const of = (...places: ReturnType<typeof place>[]) => ({ checkedMs: FOUND, places, skipped: [] });

describe('what is open', () => {
  it('is told once, however many analyzers and Regions found it, and is open where one of them says so', () => {
    const role = finding({ resource: 'arn:aws:iam::111122223333:role/a', resourceType: 'AWS::IAM::Role' });
    const later = { ...role, id: 'f-2', region: 'us-east-1', createdMs: FOUND + MINUTE };
    const archived = { ...role, id: 'f-3', status: 'archived' as const, createdMs: FOUND - MINUTE };
    const { active, archived: closed } = exposuresOf(
      of(place({ findings: [later, archived] }), place({ region: 'us-east-1', findings: [role] })),
    );
    expect(active.map(({ finding: { id }, findings, regions }) => [id, findings, regions.length])).toEqual([
      ['f-1', 3, 2],
    ]);
    expect(closed).toEqual([]);
  });

  it('is apart for other people, other calls, and another condition', () => {
    const others = [
      finding(),
      finding({ id: 'f-2', details: { ...DETAILS, letIn: [{ kind: 'AWS', value: '000000000000' }] } }),
      finding({ id: 'f-3', details: { ...DETAILS, actions: ['s3:GetObject'] } }),
      finding({ id: 'f-4', details: { ...DETAILS, condition: { 'aws:SourceVpc': 'vpc-1' } } }),
      finding({ id: 'f-5', details: null }),
      finding({ id: 'f-6', details: null }),
    ];
    expect(exposuresOf(of(place({ findings: others }))).active.length).toBe(6);
  });

  it('stands in order: public first, then what was found last', () => {
    const all = [
      finding({ id: 'old', resource: 'arn:aws:s3:::a', createdMs: FOUND - MINUTE }),
      finding({ id: 'new', resource: 'arn:aws:s3:::b' }),
      finding({ id: 'public', resource: 'arn:aws:s3:::c', createdMs: 0, details: PUBLIC }),
    ];
    expect(exposuresOf(of(place({ findings: all }))).active.map((each) => each.finding.id)).toEqual([
      'public',
      'new',
      'old',
    ]);
  });
});

describe('what nobody looked at', () => {
  it('is one gap for an account’s Regions with the same cause, and none where the organization’s analyzer looks', () => {
    const other = { account: '444455556666', analyzers: [] };
    const without = coverageOfReport(of(place(), place({ ...other }), place({ ...other, region: 'us-east-1' })));
    expect(without.gaps.map(({ kind, detail }) => [kind, detail.slice(0, 45)])).toEqual([
      ['no-analyzer', 'Account 444455556666, eu-west-1 and us-east-1'],
    ]);
    expect(without.read).toEqual({ places: 1, ofPlaces: 3, accounts: 1, ofAccounts: 2, ofRegions: 2 });
    const wide = coverageOfReport(of(place({ analyzers: [WIDE] }), place({ ...other })));
    expect([wide.gaps, wide.read.places, wide.notes.length]).toEqual([[], 2, 1]);
  });

  it('is also what an analyzer that is off, a denial, or a cut reading keeps from sight', () => {
    const off = place({ analyzers: [{ ...WIDE, scope: 'account', status: 'DISABLED' }] });
    const denied = place({ region: 'us-east-1', analyzers: { kind: 'denied', why: 'denied: x is not allowed there' } });
    const cut = place({ region: 'eu-north-1', notRead: [{ kind: 'page-limit', why: 'more than 200 pages' }] });
    const { gaps } = coverageOfReport({
      ...of(off, denied, cut),
      skipped: ['Account 1 was not looked at: it is suspended.'],
    });
    expect(gaps.map(({ kind }) => kind)).toEqual(['analyzer-off', 'denied', 'page-limit', 'skipped']);
    expect(gaps[0]?.detail).toContain('DISABLED');
  });
});

describe('an exposure in words', () => {
  it.each([
    [finding({ details: PUBLIC }), 'S3 bucket sample-data', 'everyone on the internet'],
    [finding(), 'S3 bucket sample-data', 'account 999988887777 (sample-partner)'],
    [
      finding({
        resource: 'arn:aws:iam::111122223333:role/a/b',
        resourceType: 'AWS::IAM::Role',
        details: { ...DETAILS, letIn: [{ kind: 'AWS', value: 'arn:aws:iam::999988887777:role/x/deploy' }] },
      }),
      'IAM role a/b',
      'role x/deploy of account 999988887777 (sample-partner)',
    ],
    [
      finding({
        details: {
          ...DETAILS,
          letIn: [{ kind: 'Federated', value: 'arn:aws:iam::1:oidc-provider/accounts.sample.org' }],
        },
      }),
      'S3 bucket sample-data',
      'people who sign in through accounts.sample.org',
    ],
    [
      finding({ details: { ...DETAILS, letIn: [{ kind: 'AWS', value: '*' }] } }),
      'S3 bucket sample-data',
      'anyone who meets the condition',
    ],
    [
      finding({ details: { ...DETAILS, letIn: [{ kind: 'CanonicalUser', value: 'abc' }] } }),
      'S3 bucket sample-data',
      'the account with canonical id abc',
    ],
    [
      finding({ resourceType: 'AWS::Sample::New', error: 'ACCESS_DENIED', details: null }),
      'AWS::Sample::New sample-data',
      'could not be judged (ACCESS_DENIED)',
    ],
  ])('%#', (each, thing, whom) => {
    expect(describeFinding(each)).toEqual([thing, whom]);
  });
});
