// What a question must not drop: a "not", the second of two nouns or verbs, where it happened, a word that says which.
import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../src/question/read-question.ts';
import { eventNamesOf, leaves, textsOf } from '../leaves.ts';

const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'UTC', locale: 'en-GB' };

function question(text: string) {
  const reading = readQuestion(text, asked);
  if (!reading.ok) throw new Error(`${text}: ${reading.problems.map((problem) => problem.text).join(' ')}`);
  return reading.question;
}

function problemsOf(text: string) {
  const reading = readQuestion(text, asked);
  return reading.ok ? [] : reading.problems;
}

describe('what was not done', () => {
  it.each([
    ['who did not delete orders-archive', 'who did delete orders-archive'],
    ['who never assumed break-glass-1', 'who assumed break-glass-1'],
    ["who hasn't logged in this month", 'who has logged in this month'],
    ["who deleted parameters that didn't exist", 'who deleted parameters that did exist'],
  ])('%s is asked back', (text, instead) =>
    expect(problemsOf(text)).toMatchObject([{ kind: 'unsupported', instead: [instead] }]),
  );

  it.each([
    'nobody deleted orders-archive, right?',
    "didn't somebody delete orders-archive?",
    'did anybody delete orders-archive or not?',
  ])('%s asks whether somebody did', (text) => expect(textsOf(question(text).resources)).toEqual(['orders-archive']));

  it.each([
    'who tried but failed to delete orders-archive',
    'who tried to delete orders-archive but failed',
    "who tried to delete orders-archive, but it didn't work",
  ])('%s asks for attempts', (text) => {
    expect(textsOf(question(text).resources)).toEqual(['orders-archive']);
    expect(leaves(question(text).test)).toContainEqual({ kind: 'outcome', outcome: 'attempted' });
    expect(leaves(question(text).test).some(({ kind }) => kind === 'not')).toBe(false);
  });
});

describe('several nouns or verbs', () => {
  it.each([
    ['who created roles and users', ['iam:CreateRole', 'iam:CreateUser']],
    ['who deleted vpcs or subnets', ['ec2:DeleteVpc', 'ec2:DeleteSubnet']],
    ['who deleted roles, users and vpcs', ['iam:DeleteRole', 'iam:DeleteUser', 'ec2:DeleteVpc']],
    ['who created user dev-1 and access key', ['iam:CreateUser', 'iam:CreateAccessKey']],
    ['who created a lambda function url', ['lambda:CreateFunctionUrlConfig']],
    ['who removed guardduty members', ['guardduty:DeleteMembers']],
    ['who stopped and started i-0a1b2c3d4e5f60718', ['ec2:StopInstances', 'ec2:StartInstances']],
  ])('%s means all of them', (text, names) =>
    expect(eventNamesOf(question(text).test)).toEqual(expect.arrayContaining(names)),
  );

  it('each have their own calls when each is named', () => {
    const both = question('who deleted the bucket orders-1 and the role ci-1');
    expect(textsOf(both.resources)).toEqual(['orders-1', 'ci-1']);
    expect(eventNamesOf(both.test)).toEqual(expect.arrayContaining(['s3:DeleteBucket', 'iam:DeleteRole']));
  });

  it.each([
    ['who stopped i-0a1b2c3d4e5f60718 and terminated i-0a1b2c3d4e5f60719', 'who stopped i-0a1b2c3d4e5f60718'],
    ['who logged in and deleted bucket orders-1', 'who logged in'],
  ])('%s are two questions', (text, first) => expect(problemsOf(text)[0]?.instead[0]).toBe(first));
});

describe('a word that says which one', () => {
  it.each([
    'who launched a small instance',
    'who terminated prod instances',
    'was i-0a1b2c3d4e5f60718 terminated by a human?',
    'who terminated i-0a1b2c3d4e5f60718 with mfa',
    'deletes by terraform vs console',
    'who created a role in account nowhere',
    'terminate instances rds:DeleteDBInstance',
  ])('is asked about, not taken for a name or dropped: %s', (text) =>
    expect(problemsOf(text)).toMatchObject([{ kind: 'unread-words' }]),
  );
});
