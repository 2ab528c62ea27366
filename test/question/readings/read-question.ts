// What reading a question promises beyond its examples: names in every form, filters that combine, problems that teach.
import { describe, expect, it } from 'vitest';
import type { EventTest, Question } from '../../../src/domain/question.ts';
import { explainQuestion } from '../../../src/question/explain-question.ts';
import { type QuestionContext, readQuestion } from '../../../src/question/read-question.ts';
import { eventNamesOf, leaves, textsOf } from '../leaves.ts';

const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'Europe/Madrid', locale: 'en-GB' };

function read(text: string, context: QuestionContext = {}): Question {
  const reading = readQuestion(text, asked, context);
  if (!reading.ok) throw new Error(`${text}: ${reading.problems.map((problem) => problem.text).join(' ')}`);
  return reading.question;
}

function problems(text: string) {
  const reading = readQuestion(text, asked);
  return reading.ok ? [] : reading.problems;
}

function leaf(text: string, kind: EventTest['kind']): readonly EventTest[] {
  return leaves(read(text).test).filter((test) => test.kind === kind);
}

describe('names', () => {
  it.each([
    ['who deleted <http://ring.txt|ring.txt>?', 'ring.txt'],
    ['who downloaded “ring.txt”', 'ring.txt'],
    ['who created access keys for =cmd-calc@channel?', '=cmd-calc@channel'],
    ['who created access keys for user <mailto:bob@sample.example|bob@sample.example>', 'bob@sample.example'],
    ['who deleted bucket a&amp;b-1', 'a&b-1'],
    ['who deleted bucket "trailing." yesterday', 'trailing.'],
    ['who deleted role -odd_name+', '-odd_name+'],
    ['who deleted user @here', '@here'],
    ['who deleted the bucket `tick-1`?', 'tick-1'],
    ['who deleted bucket db-march-10', 'db-march-10'],
    ['who deleted bucket logs-2026-01-05', 'logs-2026-01-05'],
    ['who deleted arn:aws:s3:::orders-1', 'arn:aws:s3:::orders-1'],
    ['who deleted s3://orders-1/a/b.txt', 's3://orders-1/a/b.txt'],
    ['who deleted user alice?', 'alice'],
    ['who shared the rds snapshot exfiltration?', 'exfiltration'],
  ])('%s names %s', (text, name) => expect(textsOf(read(text).resources)).toEqual([name]));

  it('are not dates: what looks like a date inside a name opens no window', () => {
    expect(read('who deleted bucket db-march-10').window).toBeNull();
    expect(read('who opened sg-0a1b2c3d4e5f60718 to 10.0.3.1/24').window).toBeNull();
    expect(read('who deleted bucket logs-2026-01-05 on 2026-01-06').window?.from).toBe('2026-01-05T23:00:00Z');
  });

  it('in a console address are what the page shows', () => {
    const base = 'https://eu-west-1.console.aws.amazon.com';
    expect(
      textsOf(
        read(`who stopped ${base}/ec2/home?region=eu-west-1#InstanceDetails:instanceId=i-0a1b2c3d4e5f60718`).resources,
      ),
    ).toEqual(['i-0a1b2c3d4e5f60718']);
    expect(textsOf(read(`who changed ${base}/iam/home#/roles/details/ci-1?section=permissions`).resources)).toEqual([
      'ci-1',
    ]);
    expect(
      textsOf(read(`who deleted https://s3.console.aws.amazon.com/s3/buckets/orders-1?region=eu-west-1`).resources),
    ).toEqual(['orders-1']);
  });

  it('that are shortened ids say so, whole ones do not', () => {
    expect(read('i-0abc terminate').resources[0]).toMatchObject({ form: 'id', partial: true });
    expect(read('i-0a1b2c3d terminate').resources[0]).toMatchObject({ form: 'id', partial: false });
  });

  it('several at once are alternatives; of two kinds, both must be there', () => {
    const either = read('who stopped i-0a1b2c3d4e5f60718, i-0a1b2c3d4e5f60719 and i-0a1b2c3d4e5f60720');
    expect(either.test).toMatchObject({ kind: 'all', tests: [{ kind: 'any', tests: [{}, {}, {}] }, {}] });
    const both = read('who removed user dev-1 from group ops-1');
    expect(both.test).toMatchObject({
      kind: 'all',
      tests: [{ kind: 'resource' }, { kind: 'resource' }, { kind: 'action' }],
    });
    expect(textsOf(read('who stopped i-0a1b2c3d4e5f60718,i-0a1b2c3d4e5f60719').resources)).toHaveLength(2);
  });

  it('of nothing known are looked for under any service, parts of things left out', () => {
    const names = eventNamesOf(read('who deleted orders-db-1?').test);
    expect(names).toContain('*:DeleteDBInstance');
    expect(names).toContain('*:DeleteBucket');
    expect(names).not.toContain('*:DeleteBucketPolicy');
    expect(names).not.toContain('*:DeleteRolePolicy');
  });
});

describe('filters', () => {
  it('combine, each of them telling the truth', () => {
    const question = read('who deleted buckets in eu-west-1 from 10.8.8.10 not via terraform except by ci-1?');
    const found = leaves(question.test);
    expect(found).toContainEqual({ kind: 'region', region: 'eu-west-1' });
    expect(found).toContainEqual({ kind: 'source-ip', ip: '10.8.8.10' });
    expect(found).toContainEqual({ kind: 'not', test: { kind: 'tool', tool: 'terraform' } });
    expect(found).toContainEqual({
      kind: 'not',
      test: { kind: 'actor', resource: expect.objectContaining({ text: 'ci-1' }) },
    });
    expect(eventNamesOf(question.test)).toContain('s3:DeleteBucket');
  });

  it('of one kind in one phrase are alternatives', () => {
    expect(read('denied calls in eu-west-1 and eu-west-2').test).toMatchObject({
      kind: 'all',
      tests: expect.arrayContaining([
        {
          kind: 'any',
          tests: [
            { kind: 'region', region: 'eu-west-1' },
            { kind: 'region', region: 'eu-west-2' },
          ],
        },
      ]),
    });
  });

  it('read an account by its alias only where it is known', () => {
    const accounts = [{ id: '210987654321', name: 'prod' }];
    expect(leaves(read('who deleted buckets in prod?', { accounts }).test)).toContainEqual({
      kind: 'account',
      account: '210987654321',
    });
    expect(problems('who deleted buckets in prod?')[0]?.kind).toBe('unread-words');
  });

  it('keep the console of “console logins” out, but not that of “in the console”', () => {
    expect(leaf('console logins yesterday', 'tool')).toEqual([]);
    expect(leaf('who deleted bucket orders-1 in the console', 'tool')).toEqual([{ kind: 'tool', tool: 'console' }]);
  });

  it('tell trying from failing', () => {
    expect(read('who tried to delete bucket orders-1').asksForAttempts).toBe(true);
    expect(leaf('who tried to delete bucket orders-1', 'outcome')).toEqual([]);
    expect(leaf('who failed to delete bucket orders-1', 'outcome')).toEqual([
      { kind: 'outcome', outcome: 'attempted' },
    ]);
    expect(read('who deleted bucket orders-1').asksForAttempts).toBe(false);
  });
});

describe('facts', () => {
  it('decide where one call does and undoes', () => {
    expect(leaf('who disabled access key AKIAIOSFODNN7EXAMPLE', 'all')).toEqual([]);
    const question = read('who disabled access key AKIAIOSFODNN7EXAMPLE');
    expect(leaves(question.test)).toContainEqual({ kind: 'fact', fact: 'key-inactive' });
    expect(question.related === null ? [] : leaves(question.related)).toContainEqual({
      kind: 'fact',
      fact: 'key-active',
    });
  });

  it('are asked for of the world, never dropped', () => {
    for (const text of [
      'who allowed 0.0.0.0/0 in sg-0a1b2c3d4e5f60718',
      'who added a rule for 0.0.0.0/0 to sg-0a1b2c3d4e5f60718',
    ]) {
      expect(leaf(text, 'fact').length, text).toBeGreaterThan(0);
    }
  });
});

describe('what is related', () => {
  it('is the undo on the same resource', () => {
    const { related } = read('who created nat-0a1b2c3d4e5f60718?');
    expect(related === null ? [] : eventNamesOf(related)).toEqual(['ec2:DeleteNatGateway']);
    expect(related === null ? [] : leaves(related)).toContainEqual(expect.objectContaining({ kind: 'resource' }));
  });

  it('is nothing where nothing is named', () => expect(read('who deleted buckets yesterday?').related).toBeNull());
});

describe('settings in the text', () => {
  it('are taken out of the question', () => {
    expect(read('private who deleted bucket orders-1')).toMatchObject({ private: true, source: null });
    expect(read('who deleted bucket orders-1 source:archive')).toMatchObject({ private: false, source: 'archive' });
    expect(textsOf(read('who deleted bucket orders-1 source:lake').resources)).toEqual(['orders-1']);
  });
});

describe('“it”', () => {
  it('is what the question before was about', () => {
    const previous = read('who created bucket orders-1?');
    expect(textsOf(read('and who deleted it?', { previous }).resources)).toEqual(['orders-1']);
    expect(problems('who deleted it?')[0]?.kind).toBe('no-resource');
  });
});

describe('problems', () => {
  it.each([
    ['', 'empty'],
    ['   \n ', 'empty'],
    ['/whodid', 'empty'],
    ['🚀🔥', 'no-verb'],
    [`who deleted ${'x'.repeat(10_000)}`, 'too-long'],
    ['i-0a1b2c3d4e5f60718', 'no-verb'],
    ['who frobnicated bucket orders-1?', 'unknown-verb'],
    ['who deletd bucket orders-1?', 'unknown-verb'],
    ['who deleted bucket orders-1 wibbly?', 'unread-words'],
    ['why was bucket orders-1 deleted?', 'unsupported'],
    ['who can delete bucket orders-1?', 'unsupported'],
    ['delete the bucket orders-1', 'unsupported'],
    ['what did <@U012ABCDEF> do?', 'unsupported'],
    ['s3:PutEverything orders-1', 'unknown-verb'],
    ['who deleted bucket orders-1 on 31 february', 'bad-date'],
    ['who deleted bucket orders-1 tomorrow', 'future-window'],
    ['asdf qwer zxcv', 'unread-words'],
  ])('%s: %s', (text, kind) => {
    const found = problems(text.slice(0, 20_000));
    expect(found.map((problem) => problem.kind)).toContain(kind);
    for (const problem of found) expect(problem.text.length).toBeGreaterThan(10);
  });

  it('come all at once, not the first only', () => {
    const kinds = problems('who frobnicated bucket orders-1 on 31 february?').map((problem) => problem.kind);
    expect(kinds).toContain('bad-date');
    expect(kinds).toContain('unknown-verb');
  });

  it('offer whole questions that are read', () => {
    const typed = [
      'who deletd bucket orders-1?',
      'i-0a1b2c3d4e5f60718',
      'who frobnicated bucket orders-1?',
      'AKIAIOSFODNN7EXAMPLE',
      'who deleted bucket orders-1 wibbly?',
    ];
    for (const text of typed) {
      const offered = problems(text).flatMap(({ instead }) => instead);
      expect(offered.length, text).toBeGreaterThan(0);
      expect(
        offered.filter((other) => readQuestion(other, asked).ok).length,
        `${text}: ${offered.join(' | ')}`,
      ).toBeGreaterThan(0);
    }
    expect(problems('who deletd bucket orders-1?')[0]?.instead).toContain('who deleted bucket orders-1?');
  });
});

describe('reading', () => {
  it('is the same for the same text', () => {
    const text = 'who deleted bucket orders-1 last friday?';
    expect(readQuestion(text, asked)).toEqual(readQuestion(text, asked));
  });

  it('keeps the text as typed', () => {
    expect(read('  /whodid i-0a1b2c3d4e5f60718 terminate ').text).toBe('/whodid i-0a1b2c3d4e5f60718 terminate');
  });

  it('does not mind case, chatter or order', () => {
    const plain = eventNamesOf(read('who terminated i-0a1b2c3d4e5f60718').test);
    for (const text of [
      'WHO TERMINATED I-0A1B2C3D4E5F60718',
      'hey, can you tell me who terminated i-0a1b2c3d4e5f60718 pls? thanks',
      'i-0a1b2c3d4e5f60718 terminated by whom',
      'did anyone terminate i-0a1b2c3d4e5f60718?',
      'has i-0a1b2c3d4e5f60718 been terminated?',
      'whodid terminate i-0a1b2c3d4e5f60718',
    ]) {
      expect(eventNamesOf(read(text).test), text).toEqual(plain);
    }
  });
});

describe('explaining', () => {
  it('says how a question was read', () => {
    const explained = explainQuestion(readQuestion('who deleted bucket orders-1 yesterday, not via terraform?', asked));
    expect(explained).toMatchObject({
      status: 'read',
      kind: 'who',
      verb: 'deleted',
      resources: [{ text: 'orders-1', is: 'a name of type s3:bucket' }],
    });
    expect(explained.looksFor).toContain('naming orders-1');
    expect(explained.looksFor).toContain('not (with terraform)');
    expect(explained.window?.from).toBe('2026-11-16T23:00:00Z');
  });

  it('says what could not be read', () => {
    expect(explainQuestion(readQuestion('who frobnicated bucket orders-1', asked))).toMatchObject({
      status: 'refused',
      looksFor: null,
      problems: [{ kind: 'unknown-verb' }],
    });
  });
});
