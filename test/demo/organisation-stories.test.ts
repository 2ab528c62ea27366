import { readdir } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateOrganisation } from '../../src/demo/organisation/generate-organisation.ts';
import { sampleStories, sampleSuggestions, storyEvents } from '../../src/demo/organisation/sample-stories.ts';
import { STORIES } from '../../src/demo/organisation/stories/index.ts';
import { tellerFor } from '../../src/demo/organisation/story.ts';
import type { JsonObject } from '../../src/domain/audit-event.ts';

const NOW = Date.parse('2026-11-22T10:07:00Z');
const DAY = 86_400_000;
const instants = fc.integer({ min: Date.parse('2020-01-01T00:00:00Z'), max: Date.parse('2035-12-31T23:59:59Z') });

const generated = new Map<unknown, JsonObject>(
  [...generateOrganisation({ now: NOW, events: 1_000 })].flatMap((file) => file.records).map((r) => [r.eventID, r]),
);

/** Whether AWS says the call failed: by code, or, for a sign-in, by its message. */
function failed(record: JsonObject | undefined): boolean {
  return record?.errorCode !== undefined || record?.errorMessage !== undefined;
}

describe('the sample stories', () => {
  it('are all told: one line in the list for every file in the folder', async () => {
    const there = (await readdir(new URL('../../src/demo/organisation/stories', import.meta.url)))
      .filter((name) => name !== 'index.ts')
      .map((name) => name.replace(/\.ts$/, ''));
    expect(Object.keys(STORIES).sort()).toEqual(there.sort());
  });

  it('ask only about events that are in the logs: done ones succeeded, attempted ones did not', () => {
    for (const story of sampleStories(NOW)) {
      expect([...story.doneIds, ...story.attemptedIds], story.question).not.toEqual([]);
      for (const id of story.doneIds) {
        expect(generated.has(id), story.question).toBe(true);
        expect(failed(generated.get(id)), story.question).toBe(false);
      }
      for (const id of story.attemptedIds) expect(failed(generated.get(id)), story.question).toBe(true);
    }
  });

  it('lie in the ninety days before now, and long enough ago to be delivered, whatever now is', () => {
    fc.assert(
      fc.property(instants, (now) => {
        for (const event of storyEvents(now, 1)) {
          expect(event.time).toBeGreaterThanOrEqual(now - 90 * DAY);
          expect(event.time).toBeLessThan(now - 10 * 60_000);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keep their event ids whatever now is, and put the opened group on a Friday', () => {
    fc.assert(
      fc.property(instants, (now) => {
        expect(sampleStories(now)).toEqual(sampleStories(NOW));
        const opened = STORIES['opened-security-group']?.(tellerFor(now, 1, 'opened-security-group')).events ?? [];
        const call = opened.find((event) => event.name === 'AuthorizeSecurityGroupIngress');
        expect(new Date(call?.time ?? 0).getUTCDay()).toBe(5);
      }),
      { numRuns: 60 },
    );
  });

  it('tell three instances apart that begin with i-0abc, of which two were terminated', () => {
    const text = JSON.stringify([...generated.values()]);
    const whole = [...new Set(text.match(/i-0abc[0-9a-f]*/g))].sort();
    expect(whole).toEqual(['i-0abc12de34f567890', 'i-0abc9f8e7d6c5b4a3', 'i-0abcde0123456789f']);
  });

  it('link the hops of a chain by the key each call issued', () => {
    const issuedBy = new Map<unknown, JsonObject>();
    for (const record of generated.values()) {
      const response = record.responseElements as { credentials?: { accessKeyId?: string } } | null;
      const key = response?.credentials?.accessKeyId;
      if (key !== undefined && record.recipientAccountId === '777788889999') issuedBy.set(key, record);
    }
    const story = sampleStories(NOW).find(({ question }) => question.includes('snap-0c0ffee'));
    let record = generated.get(story?.doneIds[0]);
    const hops: unknown[] = [];
    while (record !== undefined && hops.length < 5) {
      hops.push(record.eventName);
      record = issuedBy.get((record.userIdentity as JsonObject).accessKeyId);
    }
    expect(hops).toEqual(['DeleteSnapshot', 'AssumeRole', 'AssumeRole', 'AssumeRoleWithSAML']);
  });

  it('suggest questions to the page, the shortened id first', () => {
    const suggestions = sampleSuggestions(NOW);
    expect(suggestions[0]).toBe('/whodid i-0abc terminate');
    expect(suggestions.length).toBeGreaterThanOrEqual(10);
    expect(new Set(suggestions).size).toBe(suggestions.length);
    for (const suggestion of suggestions) expect(suggestion).toMatch(/^\/whodid \S/);
  });
});
