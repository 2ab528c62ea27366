import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../src/answer/changes/changes-of.ts';
import type { AuditEvent, JsonObject } from '../../../src/domain/audit-event.ts';
import { hostileRuns, hostileText } from '../../render/hostile-text.ts';
import { ANYWHERE, allow, call, document } from './a-call.ts';
import { accessCases } from './cases-access.ts';
import { settingCases } from './cases-settings.ts';

function lines(event: AuditEvent, earlier: readonly AuditEvent[] = []): readonly string[] {
  const signs = { added: '+', removed: '-', set: '=', note: '#' } as const;
  return changesOf(event, earlier).map(({ mark, text }) => `${signs[mark]} ${text}`);
}

const CASES = [...accessCases, ...settingCases];

describe('what a call changed', () => {
  it.each(CASES)('is told of %s', (_name, event, told) => {
    expect(lines(event)).toEqual(told);
  });

  it('is a difference where an earlier event of the answer holds what was before', () => {
    const put = (...statements: readonly object[]) =>
      call('s3:PutBucketPolicy', { bucketName: 'b', bucketPolicy: document(...statements) });
    const reader = allow({ AWS: 'arn:aws:iam::111122223333:role/a' }, 's3:GetObject');
    const reordered = { Resource: ['*'], Action: ['s3:GetObject'], Principal: reader.Principal, Effect: 'Allow' };
    const before = put(reader, allow({ Service: 'logs.amazonaws.com' }, 's3:PutObject'));
    expect(lines(put(reordered, allow('*', 's3:GetObject')), [before])).toEqual([
      '# The policy of bucket b, compared with the one put before in these events; 1 statement unchanged:',
      '+ Statement added: Allow everyone (*) to call s3:GetObject on everything (*)',
      '- Statement removed: Allow logs.amazonaws.com to call s3:PutObject on everything (*)',
    ]);
    const gone = call('s3:DeleteBucketPolicy', { bucketName: 'b', policy: '' });
    expect(lines(gone, [before])[1]).toContain('- Statement removed: Allow arn:aws:iam::111122223333:role/a');
    expect(lines(put(reader), [before, gone])[0]).toContain('now holds 1 statement');
    expect(
      lines(put(reader), [call('s3:PutBucketPolicy', { bucketName: 'another', bucketPolicy: document() })])[0],
    ).toContain('now holds');
  });

  it('counts the changes it does not list', () => {
    const items = Array.from({ length: 60 }, (_, port) => ({ ...ANYWHERE, fromPort: port, toPort: port }));
    const told = lines(call('ec2:AuthorizeSecurityGroupIngress', { groupId: 'sg-1', ipPermissions: { items } }));
    expect(told).toHaveLength(8);
    expect(told.at(-1)).toBe('# And 53 more changes in the same call.');
  });

  it('is short and without secrets, whatever the parameters are', () => {
    const names = CASES.map(([, event]) => event);
    const odd = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        hostileText,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('items', 'value', 'content', 'Statement', 'key', 'cidrIp'), tie('value'), {
          maxKeys: 3,
        }),
      ),
    })).value;
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(odd, { minLength: 1, maxLength: 6 }), (event, values) => {
        const keys = Object.keys((event.record.requestParameters ?? { x: 1 }) as object);
        const request = Object.fromEntries(keys.map((key, at) => [key, values[at % values.length]])) as JsonObject;
        const secret = { ...request, masterUserPassword: 'wJalrXUtnFEMI', note: 'password=wJalrXUtnFEMI' };
        const told = changesOf({ ...event, record: { requestParameters: secret, responseElements: secret } }, [event]);
        expect(told.length).toBeLessThanOrEqual(8);
        for (const { text } of told) {
          expect(text.length).toBeLessThanOrEqual(400);
          expect(text).not.toContain('wJalr');
        }
      }),
      hostileRuns(500),
    );
  });
});
