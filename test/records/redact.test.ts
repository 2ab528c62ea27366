import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/domain/audit-event.ts';
import { redactRecord, redactText } from '../../src/records/redact.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYSAMPLEKEY';

describe('a record shown to people', () => {
  it.each<readonly [string, JsonObject]>([
    ['temporary credentials', { responseElements: { credentials: { secretAccessKey: SECRET, sessionToken: SECRET } } }],
    ['a new access key', { responseElements: { accessKey: { secretAccessKey: SECRET } } }],
    ['S3 spelling', { SecretAccessKey: SECRET, additionalEventData: { 'x-amz-security-token': SECRET } }],
    ['a database password', { requestParameters: { masterUserPassword: SECRET, newPassword: SECRET } }],
    ['a connection', { requestParameters: { authParameters: { apiKeyAuthParameters: { value: SECRET } } } }],
    ['a secret value', { requestParameters: { secretString: SECRET, clientSecret: SECRET, plaintext: SECRET } }],
    ['a data key', { responseElements: { plaintext: SECRET, privateKeyPlaintext: SECRET, keyMaterial: SECRET } }],
    ['a VPN', { requestParameters: { options: [{ preSharedKey: SECRET }] } }],
    ['user data', { requestParameters: { userData: SECRET, 'user-data': SECRET } }],
    ['a container variable', { overrides: [{ environment: [{ name: 'X', value: SECRET }] }] }],
    ['a function variable', { environment: { variables: { X: SECRET } } }],
    ['a build variable', { environment: { environmentVariables: [{ name: 'X', type: 'PLAINTEXT', value: SECRET }] } }],
    ['a stack parameter', { parameters: [{ parameterKey: 'DbPassword', value: SECRET }] }],
    [
      'a sign-in code',
      { requestParameters: { authenticationCode1: SECRET, tokenCode: SECRET, sAMLAssertion: SECRET } },
    ],
    ['a web identity', { requestParameters: { webIdentityToken: SECRET, refreshToken: SECRET } }],
    ['text that names it', { userAgent: `curl --data "password=${SECRET}"`, note: `{"secretAccessKey":"${SECRET}"}` }],
    ['a pre-signed URL', { url: `https://s3.example/o?X-Amz-Signature=${SECRET}&X-Amz-Security-Token=${SECRET}` }],
    ['a URL with a password', { url: 'https://user:wJalrXUtnFEMI@sample.example/x' }],
    ['a private key', { body: `-----BEGIN RSA PRIVATE KEY-----\n${SECRET}\n-----END RSA PRIVATE KEY-----` }],
    ['a session token by its shape', { note: `token IQoJb3JpZ2luX2Vj${SECRET}${SECRET}` }],
    ['a bearer token', { userAgent: `Authorization: Bearer ${SECRET}` }],
  ])('shows nothing of %s', (_, record) => {
    const shown = JSON.stringify(redactRecord(record));
    expect(shown).toContain('<removed>');
    expect(shown).not.toContain('wJalr');
  });

  it('keeps the evidence', () => {
    const record: JsonObject = {
      eventID: '00000000-0000-4000-8000-000000000000',
      userIdentity: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', arn: 'arn:aws:iam::111122223333:user/sample-user' },
      requestParameters: {
        clientToken: 'c-1',
        nextToken: 'n-1',
        secretId: 'sample-secret',
        passwordResetRequired: true,
        items: [1, null],
      },
      responseElements: {
        credentials: { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', expiration: 'Jul 10, 2023' },
        password: null,
      },
      environment: { computeType: 'small', variables: null },
      metadataOptions: { httpTokens: 'optional' },
      additionalEventData: { SignatureVersion: 'SigV4', MFAUsed: 'Yes' },
      errorMessage: 'User is not authorized to perform: secretsmanager:GetSecretValue',
    };
    expect(redactRecord(record)).toEqual(record);
  });

  it('stays out of a nesting nobody needs', () => {
    let deep: JsonObject = { end: 'reached' };
    for (let level = 0; level < 200; level += 1) deep = { deep };
    expect(JSON.stringify(redactRecord(deep))).not.toContain('reached');
  });

  it('takes any text, and taking it twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        expect(redactText(redactText(text))).toBe(redactText(text));
      }),
      { numRuns: 1000 },
    );
  });
});
