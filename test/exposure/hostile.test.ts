// Parameters are written by whoever made the call: nothing in them may throw, or take long.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/domain/audit-event.ts';
import { findOpener } from '../../src/exposure/find-opener.ts';
import { KINDS, openingCalls } from '../../src/exposure/opening-calls.ts';
import { matchesWildcard } from '../../src/exposure/wildcard.ts';
import { DETAILS, finding, write } from './sample-findings.ts';

const KEYS = [
  'policy',
  'bucketPolicy',
  'attributes',
  'principal',
  'valuesToAdd',
  'createVolumePermission',
  'x-amz-acl',
  'aWSAccountIds',
];

const request = fc.dictionary(
  fc.oneof(fc.constantFrom(...KEYS), fc.string()),
  fc.oneof(
    fc.jsonValue(),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.string(),
  ),
) as fc.Arbitrary<JsonObject>;

describe('hostile parameters', () => {
  it('never break the search for who opened a thing', () => {
    fc.assert(
      fc.property(request, fc.constantFrom(...KINDS), fc.nat(), fc.string(), (parameters, resourceType, nth, text) => {
        const calls = openingCalls(resourceType);
        const call = calls[nth % Math.max(1, calls.length)];
        const event = write(5, call?.service ?? 's3', call?.action ?? 'PutBucketPolicy', {
          ...parameters,
          bucketName: 'sample-data',
        });
        const details = { ...DETAILS, letIn: [{ kind: 'AWS', value: text }], actions: [text] };
        const opener = findOpener(finding({ resourceType, resource: text, details }), [event]);
        expect(['found', 'not-found', 'unknown-kind']).toContain(opener.kind);
      }),
      { numRuns: 300 },
    );
  });

  it('match as a pattern says, as a regular expression would', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'B', ':', '*', '?', '.'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ':', '.'), maxLength: 8 });
    fc.assert(
      fc.property(letters, text, (pattern, given) => {
        const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
        expect(matchesWildcard(pattern, given)).toBe(new RegExp(`^${source}$`, 'i').test(given));
      }),
      { numRuns: 1_000 },
    );
  });

  it('take no longer for a pattern of stars', () => {
    expect(matchesWildcard(`${'*a'.repeat(2_000)}b`, 'a'.repeat(4_000))).toBe(false);
  });
});
