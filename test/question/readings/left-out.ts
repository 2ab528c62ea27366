// What a question leaves out is left out, whatever it is: a call, a deed, a tool, a Region, a kind of thing, one thing.
// One row a question: what must be among what it looks for, and what must not; `?`: it is asked back.
import { describe, expect, it } from 'vitest';
import { describeTest } from '../../../src/question/describe-test.ts';
import { readQuestion } from '../../../src/question/read-question.ts';

const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'UTC', locale: 'en-GB' };

const ROWS: readonly (readonly [text: string, looksFor: string])[] = [
  ['everything by benjamin except GetBucketAcl', 'made by benjamin, not (s3:GetBucketAcl)'],
  ['all calls by ci-runner except assumerole', 'made by ci-runner, not (sts:AssumeRole)'],
  ['all events by alice except ListBuckets', 'made by alice, not (s3:ListBuckets)'],
  ['what did benjamin do except GetBucketAcl', 'made by benjamin, not (s3:GetBucketAcl)'],
  ['what did benjamin do excluding sts:GetCallerIdentity', 'made by benjamin, not (sts:GetCallerIdentity)'],
  ['changes outside of terraform', 'that writes, not (with terraform)'],
  ['changes outside terraform', 'that writes, not (with terraform)'],
  ['changes made outside of the console', 'that writes, not (with console)'],
  ['who changed things outside of cloudformation', 'that writes, not (with cloudformation)'],
  ['what did alice do outside of eu-west-1', 'made by alice, not (in eu-west-1)'],
  ['calls outside eu-west-1 by alice', 'made by alice, not (in eu-west-1)'],
  ['non read-only events by bob', 'made by bob, not (that only reads)'],
  ['non-terraform changes yesterday', 'that writes, not (with terraform)'],
  ['non terraform changes in s3', 'that writes, not (with terraform), in s3'],
  ['non-root changes yesterday', 'that writes, not (made by root)'],
  ['what did bob do besides reading', 'made by bob, not (that only reads)'],
  ['all calls by benjamin except reads', 'made by benjamin, not (that only reads)'],
  ['everything bob did except reads', 'made by bob, not (that only reads)'],
  ['who deleted buckets in s3 except alice-1 yesterday', 'not ((naming alice-1 or made by alice-1))'],
  [
    'who terminated instances other than i-0a1b2c3d4e5f60718',
    'ec2:TerminateInstances, not ((naming i-0a1b2c3d4e5f60718 or made by i-0a1b2c3d4e5f60718))',
  ],
  ['deletes except log groups', 'not (logs:DeleteLogGroup)'],
  [
    'who deleted anything but snapshots',
    'not ((ec2:DeleteSnapshot or rds:DeleteDBClusterSnapshot or rds:DeleteDBSnapshot))',
  ],
  ['denied calls except in kms', 'that was denied, not (in kms)'],
];

describe('what is left out', () => {
  it.each(ROWS)('%s: %s', (text, looksFor) => {
    const reading = readQuestion(text, asked);
    expect(reading.ok ? [] : reading.problems).toEqual([]);
    expect(reading.ok && describeTest(reading.question.test)).toContain(looksFor);
  });

  it.each([
    ['what did bob do other than describe calls', 'ec2:DescribeInstances'],
    ['everything but describes by bob', 'iam:DeleteRole'],
    ['what did bob do besides deleting', 's3:DeleteBucket'],
  ])('%s is read with its caller and a “not” beside', (text) => {
    const reading = readQuestion(text, asked);
    expect(reading.ok && reading.question.actors.map((ref) => ref.text)).toEqual(['bob']);
    expect(reading.ok && describeTest(reading.question.test)).toMatch(/^made by bob, not \(\(any service:De/);
  });

  it.each([
    'changes outside the pipeline',
    'who changed prod-1 outside of ci',
    'non-console logins yesterday',
    'non prod changes yesterday',
    'calls by bob except buckets',
    'who terminated i-0a1b2c3d4e5f60718 without stopping it',
    'everything by bob except frobnicating',
  ])('cannot be told, and is asked back: %s', (text) => expect(readQuestion(text, asked).ok).toBe(false));

  it('“outside the account” still says with whom something was shared', () => {
    const reading = readQuestion('who shared ami-0a1b2c3d4e5f60718 outside the account', asked);
    expect(reading.ok && describeTest(reading.question.test)).not.toContain('not (');
  });
});
