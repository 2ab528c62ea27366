// deploy/iam/audit.json beside the code that sends audit records: each call it makes is allowed, and nothing else.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;
const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');

it('allows exactly the calls that are made, on one group, bucket and channel', () => {
  const { Statement } = JSON.parse(read('deploy/iam/audit.json')) as {
    readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: string }[];
  };
  const called = [
    ...commandsIn('src/aws/log-writer.ts').map((name) => `logs:${name}`),
    ...commandsIn('src/aws/object-writer.ts').map((name) => `s3:${name}`),
    ...[...read('src/aws/put-audit-events.ts').matchAll(/'(cloudtrail-data:\w+)'/g)].map(([, action]) => action),
  ];
  expect(Statement.flatMap(({ Action }) => Action).sort()).toEqual([...new Set(called)].sort());
  for (const { Resource } of Statement)
    expect(Resource).toMatch(/^arn:aws:(logs:.*:GROUP:\*|s3:::BUCKET\/PREFIX\/\*|cloudtrail:.*\/ID)$/);
});

function commandsIn(path: string): readonly string[] {
  return [...read(path).matchAll(/new (\w+)Command\(/g)].map(([, name]) => name ?? '');
}
