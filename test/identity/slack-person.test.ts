import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chain, Human } from '../../src/domain/answer.ts';
import { type People, readPeople, slackLookups } from '../../src/identity/slack-person.ts';
import { sampleActor, sampleSession } from '../render/sample-replies.ts';

const NONE: People = new Map();

function people(entries: Readonly<Record<string, string>>): People {
  const reading = readPeople(JSON.stringify(entries));
  if (!reading.ok) throw new Error(reading.problem);
  return reading.people;
}

function human(name: string, confidence: Human['confidence'] = 'certain'): Human {
  return { name, confidence, hops: [] };
}

describe('a person in Slack', () => {
  const session = sampleSession('deploy', 'sample-ci');

  it('is looked up by e-mail address, then by the mapping file', () => {
    const map = people({ 'ANA@example.com': 'U0123ABCDEF' });
    expect(slackLookups({ actor: session, human: human('Ana@Example.com') }, map)).toEqual([
      { by: 'email', email: 'ana@example.com' },
      { by: 'user-id', userId: 'U0123ABCDEF' },
    ]);
  });

  it('is looked up by the mapping file alone where the name is no address', () => {
    expect(slackLookups({ actor: session, human: human('ben') }, people({ Ben: 'ben@example.com' }))).toEqual([
      { by: 'email', email: 'ben@example.com' },
    ]);
    expect(slackLookups({ actor: session, human: human('ben') }, NONE)).toEqual([]);
  });

  it('may be the caller: a user by ARN before by name, Identity Center by user name', () => {
    const user = sampleActor({ name: 'ben', arn: 'arn:aws:iam::111122223333:user/ben' });
    const map = people({ 'arn:aws:iam::111122223333:user/ben': 'U0000000001', ben: 'U0000000002' });
    expect(slackLookups({ actor: user, human: null }, map)).toEqual([{ by: 'user-id', userId: 'U0000000001' }]);
    const own = sampleActor({ kind: 'identity-center-user', name: 'dana@example.com' });
    expect(slackLookups({ actor: own, human: null }, NONE)).toEqual([{ by: 'email', email: 'dana@example.com' }]);
  });

  it('is nobody where the name was chosen by the caller', () => {
    const chosen: Chain = {
      hops: [{ kind: 'session-name', name: 'ceo@example.com', confidence: 'self-asserted', eventID: null }],
      human: null,
      hints: [],
    };
    const imitated = sampleActor({ kind: 'identity-center-user', name: 'ceo@example.com' });
    expect(slackLookups({ actor: imitated, human: null, chain: chosen }, NONE)).toEqual([]);
    expect(slackLookups({ actor: sampleSession('ceo@example.com', 'x'), human: null }, NONE)).toEqual([]);
    expect(slackLookups({ actor: session, human: human('ceo@example.com', 'self-asserted') }, NONE)).toEqual([]);
  });
});

describe('a file of people', () => {
  it.each([
    ['', 'it is not JSON'],
    ['[]', 'it has to be one object'],
    ['null', 'it has to be one object'],
    ['{"ana": 7}', '“ana” has to be a Slack user id'],
    ['{"ana": "<!channel>"}', '“ana” has to be a Slack user id'],
    ['{"ana": "<@U0123ABCDEF>"}', '“ana” has to be a Slack user id'],
    ['{" ": "U0123ABCDEF"}', 'is no name'],
    ['{"ana": "U0123ABCDEF", "Ana": "U0123ABCDE0"}', '“Ana” is in it twice'],
    ['{"a\\nb<!here>": 1}', '“a?b<!here>” has to be'],
    [' '.repeat(2_000_001), 'longer than'],
  ])('%.40s is refused with a sentence', (file, why) => {
    const reading = readPeople(file);
    expect(reading.ok ? 'read' : reading.problem).toContain(why);
    expect(reading.ok ? '' : reading.problem).toMatch(/^The file of people cannot be used: .+\.$/);
  });

  it('may name what JavaScript’s own objects are made of', () => {
    const reading = readPeople('{"__proto__": "U0123ABCDEF", "constructor": "ana@example.com"}');
    expect(reading.ok && [...reading.people.keys()]).toEqual(['__proto__', 'constructor']);
    expect(slackLookups({ actor: sampleSession('x', 'y'), human: human('toString') }, NONE)).toEqual([]);
  });

  it('never throws, and lets through only ids and addresses', () => {
    const value = fc.oneof(fc.string(), fc.constant('U0123ABCDEF'), fc.emailAddress(), fc.jsonValue());
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.dictionary(fc.string(), value).map((each) => JSON.stringify(each)),
        ),
        (file) => {
          const reading = readPeople(file);
          if (!reading.ok) return !reading.problem.includes('\n');
          return [...reading.people.values()].every((lookup) =>
            lookup.by === 'email' ? /^[^\s<>]+@[^\s<>]+$/.test(lookup.email) : /^[UW][A-Z0-9]+$/.test(lookup.userId),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
