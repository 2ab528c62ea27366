// What is open to the outside, and who opened it: ten planted exposures through Access Analyzer and event history on FakeAws.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exposureFindings } from '../../src/answering/exposed/exposure-findings.ts';
import { findExposed } from '../../src/answering/exposed/find-exposed.ts';
import { isFailure } from '../../src/domain/failure.ts';
import type { Exposed, ExposedReport } from '../../src/exposure/exposed.ts';
import { openersOf } from '../../src/exposure/exposed.ts';
import type { ReadThrough } from '../../src/identity/chain-read.ts';
import { exposurePort } from '../../src/sources/external-access/exposure-port.ts';
import { KEY, roleIn, type Stage, stage } from '../sources/event-history/stage.ts';
import { EVENTS, OPENERS } from './planted-exposures.ts';
import { ANALYZERS, DEV, EAST, LAB, NOW, PROD, WEST } from './planted-findings.ts';

const aws = {
  events: EVENTS,
  analyzers: [
    ...ANALYZERS,
    { name: 'unused', account: LAB, region: WEST, type: 'ACCOUNT_UNUSED_ACCESS' as const, createdMs: NOW },
  ],
  accounts: [PROD, DEV, LAB].map((id) => ({ id, name: `sample-${id}`, management: id === PROD })),
  regions: [WEST, EAST],
  roles: [DEV, LAB].map((id) => ({ arn: roleIn(id), trusts: [PROD] })),
};

const targets = [
  { accountId: PROD, regions: [WEST, EAST] },
  ...[DEV, LAB].map((accountId) => ({ accountId, regions: [WEST, EAST], roleArn: roleIn(accountId) })),
];

let here: Stage;
beforeAll(async () => {
  here = await stage(aws, { targets });
});
afterAll(() => here.close());

function portOf({ aws: fake }: Stage, pauses: number[] = []) {
  return exposurePort({
    aws: { endpoint: fake.url, credentials: KEY },
    targets,
    clock: () => NOW,
    believedMs: -1,
    pause: async (ms) => {
      pauses.push(ms);
    },
  });
}

async function look(from: Stage, pauses?: number[]): Promise<ExposedReport> {
  const port = portOf(from, pauses);
  const report = await port.report();
  if (isFailure(report)) throw new Error(report.why);
  const found = await findExposed({
    report,
    zone: 'UTC',
    accountNames: {},
    through: ({ test, fromMs, toMs, limit }) => {
      const since = fromMs === null ? null : new Date(fromMs).toISOString();
      const window = { from: since, to: new Date(toMs).toISOString(), zone: 'UTC', phrase: null };
      return from.source.events({ test, window, order: 'oldest-first', limit });
    },
  });
  port.close();
  if (isFailure(found)) throw new Error(found.why);
  return found;
}

function namesOf({ opener, chains }: Exposed): readonly string[] {
  return openersOf(opener).map(({ eventID, actor }) => chains.get(eventID)?.human?.name ?? actor.name);
}

describe('what is open', () => {
  it('is named with who opened each of it, archived and resolved apart, public first', async () => {
    const found = await look(here);
    const all = [...found.active, ...found.archived, ...found.resolved];
    const named = Object.fromEntries(all.map((each) => [each.exposure.finding.id, namesOf(each).join(' or ')]));
    expect(named).toEqual(OPENERS);
    expect(found.active.length).toBe(8);
    expect(found.active[0]?.exposure.finding.id).toBe('f-bucket');
    expect(found.archived.map(({ exposure }) => exposure.finding.id)).toEqual(['f-topic']);
    expect(found.resolved.map(({ exposure }) => exposure.finding.id)).toEqual(['f-repository']);
    expect(found.active.find(({ exposure }) => exposure.finding.id === 'f-role')?.exposure).toMatchObject({
      findings: 2,
      regions: [WEST, EAST],
    });
    expect(all.every(({ opener }) => opener.kind === 'found' && opener.sure)).toBe(true);
  });

  it('says which accounts have no analyzer, and counts what was read', async () => {
    const { coverage, searched } = await look(here);
    expect(coverage.read).toEqual({ places: 4, ofPlaces: 6, accounts: 2, ofAccounts: 3, ofRegions: 2 });
    expect(coverage.gaps).toEqual([
      {
        kind: 'no-analyzer',
        detail: expect.stringContaining(`Account ${LAB}, ${WEST} and ${EAST}: no analyzer of external access`),
      },
    ]);
    expect(searched.sources.map(({ source }) => source)).toEqual(['event-history']);
    expect(searched.eventsExamined).toBeGreaterThan(0);
  });

  it('keeps what it read where AWS throttles or denies, and says what is missing', async () => {
    here.aws.inject({ kind: 'throttle', operation: 'ListFindingsV2', account: PROD, region: WEST, times: 2 });
    here.aws.inject({ kind: 'denied', operation: 'ListAnalyzers', account: DEV, region: EAST });
    here.aws.inject({ kind: 'denied', operation: 'GetFindingV2', account: PROD, region: EAST, times: 'always' });
    const pauses: number[] = [];
    const found = await look(here, pauses);
    here.aws.clearFaults();
    expect(pauses).toEqual([500, 1_000]);
    expect(found.active.some(({ exposure }) => exposure.finding.id === 'f-bucket')).toBe(true);
    expect(found.coverage.gaps.map(({ kind }) => kind).sort()).toEqual(['denied', 'denied', 'no-analyzer']);
    expect(JSON.stringify(found.coverage.gaps)).toContain('access-analyzer:GetFinding is not allowed there');
    // Not whom: then nobody is named as sure.
    const key = found.active.find(({ exposure }) => exposure.finding.id === 'f-key');
    expect(key?.opener).toMatchObject({ kind: 'found', sure: false });
  });

  it('gives up on a Region that is throttled again and again', async () => {
    here.aws.inject({ kind: 'throttle', operation: 'ListAnalyzers', account: PROD, region: WEST, times: 'always' });
    const found = await look(here);
    here.aws.clearFaults();
    expect(found.coverage.gaps.map(({ kind }) => kind)).toContain('throttled');
    expect(found.active.some(({ exposure }) => exposure.finding.id === 'f-queue')).toBe(true);
  });

  it('is told of an organization’s analyzer, with what that one does not find', async () => {
    const [first] = ANALYZERS;
    if (first === undefined) throw new Error('no analyzer');
    const wide = { ...first, type: 'ORGANIZATION' as const };
    const other = await stage({ ...aws, analyzers: [wide] }, { targets });
    const { coverage, active } = await look(other);
    await other.close();
    expect(active.length).toBeGreaterThan(0);
    expect(coverage.gaps.every(({ kind, detail }) => kind === 'no-analyzer' && !detail.includes(WEST))).toBe(true);
    expect(coverage.notes[0]).toContain('only the organization’s analyzer');
  });

  it('is what the exposure digest tells: public things worst, archived ones as they should be', async () => {
    const port = portOf(here);
    const through: ReadThrough = async ({ test, fromMs, toMs, limit }) => {
      const since = fromMs === null ? null : new Date(fromMs).toISOString();
      const window = { from: since, to: new Date(toMs).toISOString(), zone: 'UTC', phrase: null };
      return here.source.events({ test, window, order: 'oldest-first', limit });
    };
    const parts = { report: port.report, through: () => through, accountNames: async () => ({}) };
    const read = await exposureFindings(parts, () => NOW)({}, 'Europe/Berlin');
    port.close();
    if (isFailure(read)) throw new Error(read.why);
    expect(read.findings.map(({ grade }) => grade)).toEqual(['bad', ...Array<string>(7).fill('watch'), 'fine']);
    expect(read.findings[0]).toMatchObject({
      key: 'f-bucket',
      text: expect.stringContaining(
        'open to everyone on the internet since 2026-11-18 12:56:00 Europe/Berlin, opened by ben',
      ),
    });
    expect(read.looked.join(', ')).toMatch(
      /^2 of 3 accounts in full, .*, as Access Analyzer had it at 2026-11-\d\d \d\d:\d\d Europe\/Berlin$/,
    );
    expect(read.also?.join(' · ')).toMatch(/^who opened it: \d+ events? looked at/);
    expect(read.gaps.map(({ kind }) => kind)).toEqual(['category-not-logged']);
    expect(read.csv).toContain('f-topic');
  });
});
