// Twenty statements as they are sent, each also read by a Trino grammar that is not ours. A change here is a change of what
// Lake is asked: read the difference, then `npx vitest run test/sources/sql-golden.test.ts -u`.
import { describe, expect, it } from 'vitest';
import type { EventTest } from '../../src/domain/question.ts';
import { storeChanges } from '../../src/sources/lake/ingestion.ts';
import { LAKE_COLUMNS, lakeDialect } from '../../src/sources/lake/lake-dialect.ts';
import { conditionOf } from '../../src/sources/sql/condition-of.ts';
import { writeStatement } from '../../src/sources/sql/write-statement.ts';
import { contractQuestions, wholeTest } from './contract/questions.ts';
import { action, all, any, by, named } from './event-history/sample-tests.ts';
import { STORE } from './lake/stage.ts';
import { SPAN, statementFor } from './sql/statement-for.ts';

const BACKSLASH = String.raw`C:\x\'`;

const STATEMENTS: Readonly<Record<string, () => string>> = {
  'everything-in-a-window': () => statementFor({ kind: 'always' }),
  'nothing-at-all': () => statementFor({ kind: 'any', tests: [] }),
  'one-action': () => statementFor(action('ec2', 'TerminateInstances')),
  'one-action-of-any-service': () => statementFor(action(null, 'DeleteFunction')),
  'actions-of-two-services': () =>
    statementFor(any(action('s3', 'DeleteBucket'), action('iam', 'DeleteRole'), action('iam', 'DeleteUser'))),
  'an-instance': () => statementFor(named('i-0abc12de34f567890')),
  'a-role-by-arn': () => statementFor(named('arn:aws:iam::111122223333:role/teams/sample-role')),
  'a-secret-by-arn': () => statementFor(named('arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbC1d2')),
  'an-object-by-url': () => statementFor(named('s3://sample-bucket/exports/orders final.csv')),
  'a-name-without-plain-letters': () => statementFor(named('日本')),
  'a-caller': () => statementFor(by('ben@example.com')),
  root: () => statementFor(all({ kind: 'root' }, { kind: 'not', test: action('signin', 'ConsoleLogin') })),
  'an-address-and-two-blocks': () =>
    statementFor(
      any(
        { kind: 'source-ip', ip: '192.0.2.10' },
        { kind: 'source-ip', ip: '10.20.0.0/14' },
        { kind: 'source-ip', ip: '2001:db8::/32' },
      ),
    ),
  'writes-in-one-account-and-region': () =>
    statementFor(
      all(
        { kind: 'account', account: '111122223333' },
        { kind: 'region', region: 'eu-west-1' },
        { kind: 'read-only', readOnly: false },
      ),
    ),
  'a-hostile-account': () =>
    statementFor(
      any(
        ...["' OR 1=1 --", BACKSLASH, 'ü\0\n', '\u{1F600}'].map((account) => ({ kind: 'account', account }) as const),
      ),
    ),
  'a-hostile-region-and-service': () =>
    statementFor(all({ kind: 'region', region: "x'); --" }, { kind: 'service', service: "a'b" })),
  'a-value-and-a-port': () => statementFor(all({ kind: 'value', value: 't3.large' }, { kind: 'port', port: 22 })),
  'more-actions-than-fit': () =>
    statementFor(
      any(...Array.from({ length: 500 }, (_, at) => action('ec2', `${at % 2 ? 'Delete' : 'Create'}Thing${at}`))),
    ),
  'what-the-source-sends': () => sent(all(action('ec2', 'TerminateInstances'), named('i-0abc12de34f567890'))),
  'a-whole-question': () => {
    const question = contractQuestions.find(({ text }) => text.startsWith('who made bucket'));
    if (question === undefined) throw new Error('the sample question is gone');
    return sent(wholeTest(question));
  },
};

function sent(test: EventTest): string {
  const besides = storeChanges(STORE);
  return writeStatement({ columns: LAKE_COLUMNS, span: SPAN, where: conditionOf(test), besides }, lakeDialect(STORE));
}

describe('the statement for', () => {
  it.each(Object.keys(STATEMENTS))('%s is the one that was read', async (name) => {
    await expect(`${STATEMENTS[name]?.()}\n`).toMatchFileSnapshot(`sql/golden/${name}.sql`);
  });

  it('each of twenty is Trino', async () => {
    // Large, so loaded here alone; the part for Trino by its own path, as the whole takes seconds.
    const { TrinoSQL } = await import('dt-sql-parser/dist/parser/trino/index.js');
    const parser = new TrinoSQL();
    const problems = (sql: string) => parser.validate(sql.replace(STORE, 'store')).map(({ message }) => message);
    expect(Object.keys(STATEMENTS)).toHaveLength(20);
    for (const name of Object.keys(STATEMENTS)) {
      expect({ name, problems: problems(STATEMENTS[name]?.() ?? '') }).toEqual({ name, problems: [] });
    }
    expect(problems('SELECT eventid FROM store WHERE')).not.toEqual([]);
  });
});
