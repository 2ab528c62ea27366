// Which word is the caller, which the thing, and which a name that only looks like a word of AWS's.
import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../src/question/read-question.ts';
import { eventNamesOf, leaves, textsOf } from '../leaves.ts';

const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'UTC', locale: 'en-GB' };

function read(text: string) {
  const reading = readQuestion(text, asked);
  if (!reading.ok) throw new Error(`${text}: ${reading.problems.map((problem) => problem.text).join(' ')}`);
  return reading;
}

function problems(text: string) {
  const reading = readQuestion(text, asked);
  return reading.ok ? [] : reading.problems;
}

describe('who acted', () => {
  it.each([
    ['what did test-role do', 'test-role'],
    ['calls by get-user', 'get-user'],
    ['activity of list-keys', 'list-keys'],
    ['who is christophe', 'christophe'],
    ['what was eve denied', 'eve'],
    ['was eve denied access to bucket orders-1', 'eve'],
    ['what did eve try', 'eve'],
    ['which ips did alice use', 'alice'],
    ['what has alice been up to last week', 'alice'],
    ['logs of alice', 'alice'],
  ])('%s is asked of %s', (text, name) => expect(textsOf(read(text).question.actors)).toEqual([name]));

  it.each([
    ['what did rds do', 'aws-service:rds'],
    ['what did lambda do yesterday', 'aws-service:lambda'],
    ['who ran terraform', 'terraform'],
    ['who used terraform yesterday', 'terraform'],
  ])('%s is asked of the tool %s', (text, tool) => {
    const { question } = read(text);
    expect(leaves(question.test)).toContainEqual({ kind: 'tool', tool });
    expect(eventNamesOf(question.test)).toEqual([]);
  });

  it('is no API, but a call of one is', () => {
    expect(eventNamesOf(read('who called delete-bucket').question.test)).toContain('s3:DeleteBucket');
    expect(eventNamesOf(read('who did DeleteBucket on orders-1').question.test)).toContain('s3:DeleteBucket');
  });

  it('calls by the word of a light verb are all calls', () => {
    expect(read('who made calls from 10.8.8.10').question.test).toEqual({ kind: 'source-ip', ip: '10.8.8.10' });
  });
});

describe('what was acted on', () => {
  it.each([
    ['who deleted bucket logs', 'logs', 'bucket'],
    ['who removed bob from the admins group', 'admins', 'group'],
  ])('%s names %s, and says so', (text, name, noun) => {
    const { question, assumptions } = read(text);
    expect(textsOf(question.resources)).toContain(name);
    expect(assumptions).toContain(`“${name}” is read as the name of the ${noun}.`);
  });

  it('may be a name that is a word too, which is offered', () => {
    expect(problems('who deleted orders?')[0]?.instead).toContain('who deleted "orders"?');
    expect(textsOf(read('who deleted "orders"?').question.resources)).toEqual(['orders']);
  });

  it('is left out by “but not”, whichever it is; “by” leaves out the caller alone', () => {
    const not = (text: string) => leaves(read(text).question.test).filter(({ kind }) => kind === 'not');
    expect(not('who deleted a bucket but not orders-1')).toMatchObject([
      { test: { kind: 'any', tests: [{ kind: 'resource' }, { kind: 'actor' }] } },
    ]);
    expect(not('who deleted a bucket except by ci-1')).toMatchObject([{ test: { kind: 'actor' } }]);
    expect(not('did anyone other than ben delete a bucket')).toMatchObject([{ test: { kind: 'actor' } }]);
  });

  it('is what CloudFormation made for a stack, the calls on the stack being related', () => {
    const { question, assumptions } = read('what was changed by CloudFormation for stack web-1');
    expect(leaves(question.test)).toContainEqual({ kind: 'tool', tool: 'cloudformation' });
    expect(leaves(question.test)).toContainEqual({ kind: 'value', value: 'web-1' });
    expect(question.related === null ? [] : leaves(question.related)).toContainEqual({
      kind: 'service',
      service: 'cloudformation',
    });
    expect(assumptions.join()).toContain('seldom name their stack');
    expect(eventNamesOf(read('who deleted stack web-1 by hand').question.test)).toContain('cloudformation:DeleteStack');
  });
});

describe('a bare word', () => {
  it.each([
    ['who gave AdministratorAccess to bob', ['AdministratorAccess', 'bob']],
    ['who made bob an admin', ['bob']],
    ['who gave admin to bob', ['bob']],
    ['who deleted the cluster main', ['main']],
    ['who changed backup plan daily', ['daily']],
  ])('is a name where only a name can stand: %s', (text, names) =>
    expect(textsOf(read(text).question.resources)).toEqual(names),
  );

  it('is who was denied something, after “for”', () =>
    expect(textsOf(read('access denied for bob today').question.actors)).toEqual(['bob']));
});

describe('lists', () => {
  it.each([
    ['what changed yesterday', { kind: 'read-only', readOnly: false }],
    ['show route53 changes today', { kind: 'service', service: 'route53' }],
    ['kms key deletions this quarter', { kind: 'action', service: 'kms', name: 'ScheduleKeyDeletion' }],
    ['who used the s3 console yesterday', { kind: 'service', service: 's3' }],
    ['console changes yesterday', { kind: 'tool', tool: 'console' }],
  ])('are read without a thing of their own: %s', (text, leaf) =>
    expect(leaves(read(text).question.test)).toContainEqual(leaf),
  );
});

describe('how it was done', () => {
  it.each([
    ['changes made outside terraform', { kind: 'not', test: { kind: 'tool', tool: 'terraform' } }],
    ['changes made manually', { kind: 'tool', tool: 'console' }],
    ['console changes by alice', { kind: 'tool', tool: 'console' }],
  ])('%s narrows', (text, test) => {
    expect(leaves(read(text).question.test)).toContainEqual(test);
    expect(leaves(read(text).question.test)).toContainEqual({ kind: 'read-only', readOnly: false });
  });

  it('is a Region that was sent to, or switched on, not where the call was made', () => {
    for (const text of ['who replicated the secret to eu-west-1', 'who enabled region eu-west-1']) {
      expect(leaves(read(text).question.test)).toContainEqual({ kind: 'value', value: 'eu-west-1' });
      expect(leaves(read(text).question.test).some(({ kind }) => kind === 'region')).toBe(false);
    }
  });

  it('is the range of a rule after “from”', () => {
    const { question } = read('who removed ssh access from 10.0.0.0/8 on sg-0a1b2c3d4e5f60718');
    expect(leaves(question.test)).toContainEqual({ kind: 'value', value: '10.0.0.0/8' });
    expect(leaves(read('changes from 10.0.0.0/8').question.test)).toContainEqual({
      kind: 'source-ip',
      ip: '10.0.0.0/8',
    });
  });
});

describe('what a record cannot tell', () => {
  it.each(['who closed port 22', 'who removed the 0.0.0.0/0 rule from sg-0a1b2c3d4e5f60718'])('is said: %s', (text) =>
    expect(read(text).assumptions.join()).toContain('names rules only by their ids'),
  );

  it('is not said where nothing hangs on it', () =>
    expect(read('who revoked a rule on sg-0a1b2c3d4e5f60718').assumptions.join()).not.toContain('only by their ids'));

  it('is said of one call that switches on and off', () =>
    expect(read('who disabled s3 access logging').question.verb?.word).toBe('changed'));
});

describe('what is offered instead', () => {
  it.each([
    ['did anyone frobnicate it', /^(?!.*\banyone \w+ed\b)/],
    ['instances terminated by humans', /^(?!.*\bby$)/],
    ['was reporting-db ever frobbed by a human?', /^(?!.*\s\?$)/],
    ['who launched a small instance', /^(?!.*\ba [aeiou])/],
  ])('is grammatical: %s', (text, shape) => {
    for (const instead of problems(text).flatMap((problem) => problem.instead)) expect(instead).toMatch(shape);
  });

  it.each([
    'who drained the printer',
    'who can delete bucket orders-1',
    'who terminated prod instances',
    'who joined eks cluster',
    'who deletd bucket orders-1',
    'changes in the middle of the night',
  ])('is read, every one: %s', (text) => {
    for (const instead of problems(text).flatMap((problem) => problem.instead)) {
      expect(readQuestion(instead, asked), instead).toMatchObject({ ok: true });
    }
  });

  it('never corrects a word into another that begins otherwise', () => {
    for (const text of ['who drained the printer', 'who offboarded bob', 'who terminated prod instances']) {
      const offered = problems(text).flatMap((problem) => problem.instead);
      expect(offered.join()).not.toMatch(/trained|onboarded|\bpod\b/);
    }
    expect(problems('who may delete bucket orders-1')[0]?.instead).toEqual(['who deleted bucket orders-1']);
  });

  it('never claims that AWS has no such call', () => {
    for (const text of ['who joined eks cluster', 'who shared the dashboard']) {
      expect(problems(text)[0]?.text).toContain('I know no AWS call');
    }
  });
});
