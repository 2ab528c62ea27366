// Words that count, rank or say how a call ended are no names: they narrow the answer, or the plain list is offered.
import { describe, expect, it } from 'vitest';
import { describeTest } from '../../../src/question/describe-test.ts';
import { explainQuestion } from '../../../src/question/explain-question.ts';
import { readQuestion } from '../../../src/question/read-question.ts';

const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'UTC', locale: 'en-GB' };

describe('what no list of events tells', () => {
  it.each([
    ['throttled calls yesterday', 'failed calls yesterday'],
    ['who got throttled yesterday', 'failed calls yesterday'],
    ['validation errors by ci-runner', 'failed calls by ci-runner'],
    ['count deletes per user last week', 'count deletes last week'],
    ['how many ec2 api calls yesterday per user', 'how many ec2 api calls yesterday'],
    ['who called AssumeRole most', 'who called AssumeRole'],
    ['who deleted the most buckets', 'who deleted buckets'],
  ])('%s is refused, with %s to ask for', (text, instead) => {
    const reading = readQuestion(text, asked);
    expect(reading.ok ? [] : reading.problems).toMatchObject([{ kind: 'unsupported', instead: [instead] }]);
    expect(readQuestion(instead, asked).ok).toBe(true);
  });

  it.each(['who deleted bucket "most"', 'who deleted bucket per-user-1', 'who deleted the queue "throttled calls"'])(
    'names stay names: %s',
    (text) => expect(readQuestion(text, asked).ok).toBe(true),
  );
});

describe('what is asked for by how it ended or what it did', () => {
  it.each([
    ['writes by bob today', 'made by bob, that writes'],
    ['writes by bert-jan', 'made by bert-jan, that writes'],
    ['how many errors did ci-runner get', 'made by ci-runner, that failed or was denied'],
    ['ec2 launches yesterday', 'ec2:RunInstances, in ec2'],
    ['failed launches yesterday', 'ec2:RunInstances, that failed or was denied'],
    ['launches by bob', 'made by bob, ec2:RunInstances'],
    ['clickops last week', 'with console, that writes'],
    ['calls by bob without clickops', 'made by bob, not (with console, that writes)'],
    ['show route53 changes today', 'that writes, in route53'],
  ])('%s: %s', (text, looksFor) => {
    const reading = readQuestion(text, asked);
    expect(reading.ok ? describeTest(reading.question.test) : reading.problems).toBe(looksFor);
  });

  it('“who writes to a bucket” still means what is put there', () => {
    const reading = readQuestion('who writes to bucket orders-1', asked);
    expect(reading.ok && describeTest(reading.question.test)).toContain('s3:PutObject');
  });

  it('“emr launches” are not of instances', () => {
    const reading = readQuestion('emr launches yesterday', asked);
    expect(reading.ok && describeTest(reading.question.test)).not.toContain('ec2:RunInstances');
  });

  it('running Terraform is explained as a list by tool', () => {
    const explained = explainQuestion(readQuestion('who ran terraform yesterday', asked));
    expect(explained).toMatchObject({ kind: 'list', eventNames: [], looksFor: 'with terraform' });
  });
});
