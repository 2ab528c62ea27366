import { describe, expect, it } from 'vitest';
import { elsewhere } from '../../src/archive/elsewhere.ts';
import type { Manifest } from '../../src/archive/manifest.ts';
import type { EventTest } from '../../src/domain/question.ts';

const manifest = { regions: ['eu-west-1'], accounts: ['111122223333'] } as unknown as Manifest;
const within = (...tests: readonly EventTest[]) =>
  elsewhere(manifest, { kind: 'all', tests: [{ kind: 'read-only', readOnly: false }, ...tests] });

describe('a Region or account of which the logs hold nothing', () => {
  it('is a gap: the folder cannot tell quiet from missing', () => {
    expect(within({ kind: 'region', region: 'us-west-2' })).toMatchObject([{ kind: 'not-delivered' }]);
    expect(within({ kind: 'account', account: '444455556666' })).toMatchObject([{ kind: 'not-delivered' }]);
  });

  it('is none where the logs hold it, or where nothing was said of places', () => {
    expect(within({ kind: 'region', region: 'EU-WEST-1' })).toEqual([]);
    expect(within({ kind: 'not', test: { kind: 'region', region: 'us-west-2' } })).toEqual([]);
    expect(within()).toEqual([]);
  });
});
