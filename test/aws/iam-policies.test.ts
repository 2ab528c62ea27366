// The policies in deploy/iam are read beside the code: every call that the code makes is allowed, and nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;

/** SDK package → IAM's prefix. */
const PREFIXES: Readonly<Record<string, string>> = { 'client-cloudtrail': 'cloudtrail', 'client-sts': 'sts' };
/** Calls that AWS lets anybody make. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const FREE = new Set(['sts:GetCallerIdentity']);
/** What a call needs besides the action of its own name, where the code passes the parameter. */
const BESIDES: readonly (readonly [RegExp, string])[] = [[/\bSourceIdentity:/, 'sts:SetSourceIdentity']];
/** The files behind the event-history source. */
const FILES = ['event-history.ts', 'assumed-roles.ts', 'caller-account.ts'];

function actionsOf(file: string): readonly string[] {
  const source = readFileSync(`${ROOT}src/aws/${file}`, 'utf8');
  const imports = [...source.matchAll(/import \{([^}]*)\} from '@aws-sdk\/([\w-]+)'/g)];
  const called = imports.flatMap(([, names = '', pack = '']) =>
    [...names.matchAll(/\b(\w+)Command\b/g)].map(([, name]) => `${PREFIXES[pack]}:${name}`),
  );
  return [...called, ...BESIDES.flatMap(([parameter, action]) => (parameter.test(source) ? [action] : []))];
}

describe('deploy/iam/event-history.json', () => {
  const policy = JSON.parse(readFileSync(`${ROOT}deploy/iam/event-history.json`, 'utf8')) as {
    Statement: { Effect: string; Action: string[]; Resource: string }[];
  };

  it('allows exactly the calls that the code makes', () => {
    const needed = new Set(FILES.flatMap(actionsOf).filter((action) => !FREE.has(action)));
    const allowed = policy.Statement.flatMap(({ Action }) => Action);
    expect(allowed.sort()).toEqual([...needed].sort());
    expect(allowed.join()).not.toContain('*');
  });

  it('lets no other role be assumed than the one made for it', () => {
    const assuming = policy.Statement.filter(({ Action }) => Action.includes('sts:AssumeRole'));
    expect(assuming.map(({ Resource }) => Resource)).toEqual(['arn:aws:iam::*:role/whodid-event-history']);
  });

  it('is about every file of src/aws that calls the SDK for it', () => {
    const others = readdirSync(`${ROOT}src/aws`).filter((file) => !FILES.includes(file) && file.endsWith('.ts'));
    // Files of other sources may call more; they have policies of their own.
    for (const file of ['aws-options.ts', 'aws-trouble.ts']) expect(others).toContain(file);
    for (const file of ['aws-options.ts', 'aws-trouble.ts']) expect(actionsOf(file)).toEqual([]);
  });
});
