import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerEntry, LedgerRow } from '../../src/domain/state.ts';
import { canonicalJson } from '../../src/ledger/canonical-json.ts';
import { hashRow, noHash } from '../../src/ledger/hash-row.ts';
import { verifyChain } from '../../src/ledger/verify-chain.ts';

function chain(entries: readonly LedgerEntry[]): readonly LedgerRow[] {
  const rows: LedgerRow[] = [];
  for (const entry of entries) {
    const row = { ...entry, seq: rows.length + 1, previousHash: rows.at(-1)?.hash ?? noHash };
    rows.push({ ...row, hash: hashRow(row) });
  }
  return rows;
}

const detail = fc.dictionary(
  fc.string({ maxLength: 6 }),
  fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
  { maxKeys: 4 },
);
const entry: fc.Arbitrary<LedgerEntry> = fc.record({
  teamId: fc.constant('T0SAMPLE'),
  kind: fc.constantFrom('asked', 'answered', 'refused', 'failed'),
  actorId: fc.string({ minLength: 1, maxLength: 8 }),
  askingId: fc.option(fc.string({ maxLength: 8 })),
  at: fc.nat(),
  detail,
});
const rows = fc.array(entry, { minLength: 3, maxLength: 8 }).map(chain);

const fixed = chain(
  [1, 2, 3, 4].map((n) => ({
    teamId: 'T0SAMPLE',
    kind: 'asked',
    actorId: `U${n}`,
    askingId: `a${n}`,
    at: n,
    detail: { n, ü: 'x' },
  })),
);

describe('verifyChain', () => {
  it('takes a chain as it was written, whole or page by page', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (all, cut) => {
        const at = cut % all.length;
        const head = verifyChain(all.slice(0, at));
        expect(verifyChain(all)).toMatchObject({ ok: true, rows: all.length });
        expect(head.ok && verifyChain(all.slice(at), head.last).ok).toBe(true);
      }),
    );
    expect(verifyChain([])).toMatchObject({ ok: true, rows: 0 });
  });

  const otherValue: Record<string, unknown> = {
    teamId: 'T0OTHER',
    kind: 'failed',
    actorId: 'U0OTHER',
    askingId: 'other',
    at: 99,
    detail: { n: 1, ü: 'y' },
    seq: 9,
    previousHash: 'f'.repeat(64),
    hash: 'e'.repeat(64),
  };

  it('knows a change for every field a row has', () => {
    expect(Object.keys(otherValue).sort()).toEqual(Object.keys(fixed[0] ?? {}).sort());
  });

  it.each(Object.keys(otherValue))('finds a changed %s in any row', (field) => {
    for (const [index, row] of fixed.entries()) {
      const changed = fixed.map((it) => (it === row ? { ...it, [field]: otherValue[field] } : it));
      expect(verifyChain(changed), `row ${index + 1}`).toMatchObject({ ok: false });
    }
  });

  it('finds a row whose hash was made anew, at the row after it', () => {
    const second = fixed[1];
    if (second === undefined) throw new Error('no second row');
    const forged = { ...second, actorId: 'U0FORGED' };
    const changed = fixed.map((it) => (it === second ? { ...forged, hash: hashRow(forged) } : it));
    expect(verifyChain(changed)).toEqual({ ok: false, seq: 3, why: 'it does not continue the row before it' });
  });

  it('finds rows taken out, doubled or moved, anywhere but at the end', () => {
    fc.assert(
      fc.property(rows, fc.nat(), fc.nat(), (all, a, b) => {
        const [from, to] = [a % (all.length - 1), b % all.length];
        expect(verifyChain(all.filter((_, i) => i !== from)).ok).toBe(false);
        expect(verifyChain([...all.slice(0, from + 1), ...all.slice(from)]).ok).toBe(false);
        fc.pre(from !== to);
        const moved = all.filter((_, i) => i !== from);
        moved.splice(to, 0, ...all.slice(from, from + 1));
        expect(verifyChain(moved).ok).toBe(false);
      }),
    );
  });

  it('finds an end that was cut off, when a later row was noted elsewhere', () => {
    const noted = { seq: 4, hash: fixed[3]?.hash ?? '' };
    expect(verifyChain(fixed.slice(0, 3)).ok).toBe(true);
    expect(verifyChain(fixed.slice(0, 3), undefined, noted)).toEqual({
      ok: false,
      seq: 4,
      why: expect.stringContaining('noted earlier'),
    });
    expect(verifyChain(fixed, undefined, noted).ok).toBe(true);
    expect(verifyChain(fixed, undefined, { ...noted, hash: noHash })).toMatchObject({ ok: false, seq: 4 });
  });
});

describe('canonicalJson', () => {
  it('writes the same value the same way, in whatever order its keys came', () => {
    fc.assert(
      fc.property(detail, (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });

  it('refuses a number JSON cannot say', () => {
    expect(() => canonicalJson({ n: Number.NaN })).toThrow(/NaN/);
  });
});
