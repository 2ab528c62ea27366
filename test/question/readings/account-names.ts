// Accounts by the names people call them, where a question says where; the same word elsewhere is a name like any other.
import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../src/question/read-question.ts';
import { leaves, textsOf } from '../leaves.ts';

const PROD = '111122223333';
const LOGS = '444455556666';
const asked = {
  now: Date.parse('2026-11-18T10:00:00Z'),
  zone: 'UTC',
  locale: 'en-GB',
  accountIds: { 'prod-main': PROD, sandbox: '777788889999', 'log archive': LOGS },
};

function read(text: string) {
  const reading = readQuestion(text, asked);
  if (!reading.ok) throw new Error(`${text}: ${reading.problems.map((problem) => problem.text).join(' ')}`);
  return reading;
}

describe('the name of an account', () => {
  it.each([
    ['who deleted buckets in account prod-main', PROD],
    ['who deleted buckets in prod-main?', PROD],
    ['who deleted buckets in the Prod-Main account', PROD],
    ['what happened in prod-main yesterday', PROD],
    ['what did alice do in prod-main', PROD],
    ['console logins in prod-main', PROD],
    ['root activity in account prod-main', PROD],
    ['account prod-main activity', PROD],
    ['denied calls in sandbox', '777788889999'],
    ['who created a role in the log archive account', LOGS],
    ['who created a role in log archive', LOGS],
    ['who deleted the prod-main bucket in prod-main', PROD],
  ])('%s is where it happened', (text, account) => {
    const { question, assumptions } = read(text);
    expect(leaves(question.test)).toContainEqual({ kind: 'account', account });
    expect(assumptions.join()).toContain(`is read as the account ${account}.`);
  });

  it('is left out after “not”', () => {
    expect(leaves(read('changes not in prod-main').question.test)).toContainEqual({
      kind: 'not',
      test: { kind: 'account', account: PROD },
    });
  });

  it.each([
    ['who deleted bucket prod-main', 'prod-main'],
    ['who deleted objects in bucket prod-main', 'prod-main'],
    ['who deleted objects in the prod-main bucket', 'prod-main'],
    ['history of prod-main', 'prod-main'],
    ['who changed stack sandbox', 'sandbox'],
  ])('%s is a resource', (text, name) => {
    const { question } = read(text);
    expect(textsOf(question.resources)).toEqual([name]);
    expect(leaves(question.test).some(({ kind }) => kind === 'account')).toBe(false);
  });

  it.each(['who deleted buckets in account nowhere', 'who deleted buckets in staging'])(
    'unknown, is asked about: %s',
    (text) => {
      expect(readQuestion(text, asked)).toMatchObject({ ok: false, problems: [{ kind: 'unread-words' }] });
    },
  );
});
