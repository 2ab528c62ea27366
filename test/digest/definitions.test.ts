// The list of digests against their folder, and what each must have.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { definitions } from '../../src/digest/definitions/index.ts';
import { readDigestCommand } from '../../src/digest/read-command.ts';
import { readQuestion } from '../../src/question/read-question.ts';
import { anEvent } from '../records/a-record.ts';

const FOLDER = new URL('../../src/digest/definitions/', import.meta.url);

describe('the digests', () => {
  it('are those of the folder, each once', () => {
    const files = readdirSync(FOLDER).filter((name) => name !== 'index.ts');
    expect(definitions.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
  });

  it('can each be set up by name', () => {
    for (const { name } of definitions) {
      expect(readDigestCommand(`add ${name} weekdays 8:30 in berlin #security`)).toMatchObject({
        kind: 'add',
        name,
        zone: 'Europe/Berlin',
        channel: { kind: 'name', name: 'security' },
        schedule: { words: 'weekdays 8:30' },
      });
    }
  });

  it.each([
    ['add root daily 9:00 <#C0123|security>', { kind: 'id', id: 'C0123' }],
    ['add root daily 9:00 in <#C0123> in UTC', { kind: 'id', id: 'C0123' }],
    ['add root #sample-ops daily 9:00', { kind: 'name', name: 'sample-ops' }],
    ['root daily 9:00', null],
  ])('%s names its channel', (typed, channel) => {
    expect(readDigestCommand(typed)).toMatchObject({ kind: 'add', name: 'root', channel });
  });

  it('of events have words that are read as a question, and a section for what they find', () => {
    for (const { content } of definitions) {
      if (content.kind !== 'events') continue;
      const asked = `${content.words} between 2026-03-01 09:00 and 2026-03-02 09:00 Europe/Berlin`;
      expect(readQuestion(asked, { now: Date.parse('2026-03-03T00:00:00Z'), zone: 'UTC', locale: 'en-US' }).ok).toBe(
        true,
      );
      const ids = content.sections.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const section = content.sectionOf(anEvent());
      if (section !== null) expect(ids).toContain(section);
    }
  });
});
