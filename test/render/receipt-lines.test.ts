import { describe, expect, it } from 'vitest';
import type { PlaceCoverage, Receipt } from '../../src/domain/coverage.ts';
import { receiptParts } from '../../src/render/receipt-lines.ts';
import { sampleReceipt } from './sample-replies.ts';

const A = '111122223333';
const B = '444455556666';
const C = '777788889999';

function place(account: string, region: string, more: Partial<PlaceCoverage> = {}): PlaceCoverage {
  const whole = { read: true, why: null, deliveredTo: null, categories: null, off: [] };
  return { source: 'archive', account, region, ...whole, ...more };
}

const regions = Array.from({ length: 17 }, (_, index) => `eu-sample-${index + 1}`);
const everywhere = [A, B, C].flatMap((account) => regions.map((region) => place(account, region)));
const off = { read: false, why: 'not enabled' };

const lines = (changes: Partial<Receipt>) => receiptParts(sampleReceipt(changes)).join('\n');

describe('a receipt', () => {
  it('names places while they are few, and counts them when they are many', async () => {
    const few = [place(A, 'eu-west-1'), place(A, 'us-east-1')];
    expect(lines({ places: few })).toBe(lines({}));
    const disabled = [A, B, C].map((account) => place(account, 'eu-south-1', off));
    await expect(`${lines({ places: [...everywhere, ...disabled] })}\n`).toMatchFileSnapshot(
      'golden/receipt-many-places.txt',
    );
  });

  it('says of each place that was not read why, whole accounts and Regions together', () => {
    const parts = (places: readonly PlaceCoverage[]) => receiptParts(sampleReceipt({ places }))[3];
    const partly = everywhere.map((each) =>
      each.account === C && each.region === 'eu-sample-3' ? { ...each, ...off } : each,
    );
    expect(parts(partly)).toBe(
      '3 of 3 accounts, 16 of 17 Regions; not read: eu-sample-3 in account 777788889999 (not enabled)',
    );
    const without = everywhere.map((each) =>
      each.account === C ? { ...each, read: false, why: 'no trail records it' } : each,
    );
    expect(parts(without)).toBe(
      '2 of 3 accounts, 17 of 17 Regions; not read: account 777788889999 (no trail records it)',
    );
    expect(parts([place(A, 'eu-west-1'), place(A, 'eu-south-1', off)])).toBe(
      '1 of 1 account, 1 of 2 Regions; not read: eu-south-1 (not enabled)',
    );
  });

  it('says what is recorded where AWS told, and when it was not', async () => {
    const management = { categories: ['Management'] as const };
    const both = { categories: ['Management', 'Data'] as const };
    const times = [{ from: '2023-07-10T11:50:00Z', to: '2023-07-10T12:00:00Z' }];
    const text = lines({
      places: [
        place(A, 'eu-west-1', { ...both, off: times }),
        place(A, 'us-east-1', { ...management, off: times }),
        place(B, 'eu-west-1', { ...management, off: [{ from: '2023-07-10T12:30:00Z', to: null }] }),
      ],
      notes: [`trails not checked in account ${C}: allow cloudtrail:GetTrailStatus`],
    });
    await expect(`${text}\n`).toMatchFileSnapshot('golden/receipt-off-times.txt');
  });

  it('says what was scanned and what it cost', () => {
    const source = { source: 'lake' as const, from: '2023-07-10T00:00:00Z', to: '2023-07-11T00:00:00Z' };
    const part = (more: object) => receiptParts(sampleReceipt({ sources: [{ ...source, ...more }] }))[2];
    expect(part({ bytesScanned: 1_234_000_000, usd: 0.0062 })).toBe(
      'CloudTrail Lake from 2023-07-10 00:00:00 to 2023-07-11 00:00:00 UTC (scanned 1.2 GB, less than $0.01)',
    );
    expect(part({})).not.toContain('scanned');
  });

  it('stays short whatever there is to tell', () => {
    const hostile = Array.from({ length: 60 }, (_, index) =>
      place(String(index).padStart(12, '0'), `eu-sample-${index}`, {
        read: index % 2 === 0,
        why: index % 2 === 0 ? null : `reason ${index}`,
        off: [{ from: `2023-07-10T12:${String(index).padStart(2, '0')}:00Z`, to: null }],
        categories: ['Management'],
      }),
    );
    for (const part of receiptParts(sampleReceipt({ places: hostile }))) expect(part.length).toBeLessThan(260);
  });
});
