// The policies in deploy/iam are read beside the code: every call that the code makes is allowed, and nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;

/** SDK package → IAM's prefix. */
const PREFIXES: Readonly<Record<string, string>> = {
  'client-accessanalyzer': 'access-analyzer',
  'client-account': 'account',
  'client-athena': 'athena',
  'client-cloudtrail': 'cloudtrail',
  'client-cloudwatch-logs': 'logs',
  'client-organizations': 'organizations',
  'client-sts': 'sts',
};
/** Calls that AWS lets anybody make. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const FREE = new Set(['sts:GetCallerIdentity']);
/** What a call needs besides the action of its own name, where the code passes the parameter. */
const BESIDES: readonly (readonly [RegExp, string])[] = [[/\bSourceIdentity:/, 'sts:SetSourceIdentity']];
/** Each policy, and the files whose calls it is for. What they call of another policy's files is in that one. */
const POLICIES: Readonly<Record<string, readonly string[]>> = {
  'athena.json': ['athena.ts'],
  'event-history.json': ['event-history.ts', 'assumed-roles.ts', 'caller-account.ts', 'organization-regions.ts'],
  'exposure.json': ['access-analyzer.ts'],
  'lake.json': ['lake.ts', 'lake-store.ts'],
  'logs-insights.json': ['logs-insights.ts', 'log-groups.ts'],
  'organisation.json': ['organization.ts', 'organization-regions.ts'],
};

/**
 * What a service does with the caller's own permissions: Athena reads the catalog and the log files, and writes results.
 * https://docs.aws.amazon.com/athena/latest/ug/managed-policies.html
 */
const BEHIND: Readonly<Record<string, readonly string[]>> = {
  'athena.json': [
    ...['glue:GetDatabase', 'glue:GetPartitions', 'glue:GetTable'],
    ...['s3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'],
    ...['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject'],
  ],
};

function actionsOf(file: string): readonly string[] {
  const source = readFileSync(`${ROOT}src/aws/${file}`, 'utf8');
  const imports = [...source.matchAll(/import \{([^}]*)\} from '@aws-sdk\/([\w-]+)'/g)];
  const called = imports.flatMap(([, names = '', pack = '']) =>
    // Calls of Access Analyzer that end in V2 are allowed by the name without it.
    [...names.matchAll(/\b(\w+?)(?:V2)?Command\b/g)].map(([, name]) => `${PREFIXES[pack]}:${name}`),
  );
  return [...called, ...BESIDES.flatMap(([parameter, action]) => (parameter.test(source) ? [action] : []))];
}

interface Policy {
  readonly Statement: readonly { readonly Effect: string; readonly Action: string[]; readonly Resource: string }[];
}

const policyOf = (name: string) => JSON.parse(readFileSync(`${ROOT}deploy/iam/${name}`, 'utf8')) as Policy;

describe.each(Object.entries(POLICIES))('deploy/iam/%s', (name, files) => {
  it('allows exactly the calls that the code makes', () => {
    const called = files.flatMap(actionsOf).filter((action) => !FREE.has(action));
    const needed = new Set([...called, ...(BEHIND[name] ?? [])]);
    const allowed = [...new Set(policyOf(name).Statement.flatMap(({ Action }) => Action))];
    expect(allowed.sort()).toEqual([...needed].sort());
    expect(allowed.join()).not.toContain('*');
    expect(needed.size).toBeGreaterThan(0);
  });
});

describe('the policies', () => {
  it('let no other role be assumed than the one made for it', () => {
    const assuming = policyOf('event-history.json').Statement.filter(({ Action }) => Action.includes('sts:AssumeRole'));
    expect(assuming.map(({ Resource }) => Resource)).toEqual(['arn:aws:iam::*:role/whodid-event-history']);
  });

  it('open one event data store to queries, and no other', () => {
    const resources = policyOf('lake.json').Statement.map(({ Resource }) => Resource);
    expect(resources).toEqual(['arn:aws:cloudtrail:REGION:ACCOUNT:eventdatastore/ID']);
  });

  it('open the log groups of CloudTrail to queries, and no other', () => {
    const starting = policyOf('logs-insights.json').Statement.filter(({ Action }) =>
      Action.includes('logs:StartQuery'),
    );
    expect(starting.map(({ Resource }) => Resource)).toEqual(['arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*']);
  });

  it('are about files of src/aws that are there; what is shared by all sources calls nothing', () => {
    const present = readdirSync(`${ROOT}src/aws`).filter((file) => file.endsWith('.ts'));
    for (const file of Object.values(POLICIES).flat()) expect(present).toContain(file);
    for (const file of ['aws-options.ts', 'aws-trouble.ts']) expect(actionsOf(file)).toEqual([]);
  });
});
