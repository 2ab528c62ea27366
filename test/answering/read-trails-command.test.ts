// What is typed after `/whodid trails`: which trail, which part of it, and why.
import { describe, expect, it } from 'vitest';
import { readTrailsCommand } from '../../src/answering/trails/read-command.ts';

const change = (remedy: string | null, name = 'sample-trail') => ({
  kind: 'change',
  remedy,
  name,
  reason: 'it was narrowed',
});

describe('a change of a trail', () => {
  it.each([
    ['enable sample-trail because it was narrowed', 'start-logging'],
    ['start "sample-trail" since it was narrowed', 'start-logging'],
    ['recreate sample-trail because it was narrowed', 'recreate-trail'],
    ['restore sample-trail because it was narrowed', null],
    ['restore sample-trail selectors because it was narrowed', 'restore-selectors'],
    ['restore selectors sample-trail because it was narrowed', 'restore-selectors'],
    ['restore key of "sample-trail" because it was narrowed', 'restore-kms-key'],
  ])('typed as “%s” is read', (text, remedy) => {
    expect(readTrailsCommand(text)).toEqual(change(remedy));
  });

  it('of a trail that is called like a part is read by its quotes', () => {
    expect(readTrailsCommand('restore "bucket" selectors because it was narrowed')).toEqual(
      change('restore-selectors', 'bucket'),
    );
  });

  it.each(['enable sample-trail', 'restore selectors sample-trail', 'enable', 'enable because it is off'])(
    'typed as “%s” lacks something, and says what',
    (text) => {
      expect(readTrailsCommand(text)).toMatchObject({ kind: 'help', problem: expect.stringMatching(/^(Why|Which)/) });
    },
  );
});
