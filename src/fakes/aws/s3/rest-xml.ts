// S3's protocol: the operation is in method, path and query; answers and errors are XML, a HEAD has none.
// https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAPI.html
import type { Dict } from '../json.ts';
import type { AwsError, Outcome } from '../outcome.ts';
import type { SignedRequest } from '../signing/canonical-request.ts';
import type { Answer, Asked } from '../wire.ts';
import { replyOf } from './reply.ts';
import type { SettingName } from './setting-xml.ts';
import { deleteName, SETTINGS } from './settings.ts';

/** Query → the input's member. */
const PARAMETERS: Readonly<Record<string, string>> = {
  prefix: 'Prefix',
  delimiter: 'Delimiter',
  'start-after': 'StartAfter',
  'continuation-token': 'ContinuationToken',
  'max-keys': 'MaxKeys',
};

/** Only requests signed for S3; path style: the bucket is the path's first part. */
export function readS3(request: SignedRequest): Asked | undefined {
  if (!/Credential=[^,]*\/s3\/aws4_request/.test(request.headers.authorization ?? '')) return undefined;
  const [path = '/', query = ''] = request.url.split('?');
  const [bucket = '', ...rest] = path.slice(1).split('/');
  const key = decodeURIComponent(rest.join('/'));
  const asked = new URLSearchParams(query);
  const operation = key === '' ? bucketOperation(request.method, asked) : objectOperation(request.method);
  const given = [...asked].flatMap(([name, value]) => {
    const member = PARAMETERS[name];
    return member === undefined ? [] : [[member, value] as const];
  });
  const owner = request.headers['x-amz-expected-bucket-owner'];
  const input: Dict = {
    Bucket: decodeURIComponent(bucket),
    ...(key === '' ? {} : { Key: key }),
    ...Object.fromEntries(given),
    ...(owner === undefined ? {} : { ExpectedBucketOwner: owner }),
    ...(request.method !== 'PUT'
      ? {}
      : key === ''
        ? { Setting: request.body.toString('utf8') }
        : { Body: request.body }),
  };
  return { service: 's3', operation, input };
}

function objectOperation(method: string): string {
  const verb = { GET: 'Get', HEAD: 'Head', PUT: 'Put', DELETE: 'Delete' }[method] ?? method;
  return `${verb}Object`;
}

function bucketOperation(method: string, query: URLSearchParams): string {
  if (query.has('list-type')) return 'ListObjectsV2';
  if (query.has('location')) return 'GetBucketLocation';
  const setting = (Object.keys(SETTINGS) as SettingName[]).find((name) => query.has(name));
  if (setting === undefined) return { HEAD: 'HeadBucket', DELETE: 'DeleteBucket' }[method] ?? `${method}?`;
  if (method === 'DELETE') return deleteName(SETTINGS[setting]);
  return `${method === 'PUT' ? 'Put' : 'Get'}${SETTINGS[setting].operation}`;
}

/** The answer on the wire. */
export function writeS3({ operation, input }: Asked, outcome: Outcome, requestId: string): Answer {
  const id = { 'x-amz-request-id': requestId };
  if (outcome.kind === 'error') {
    const headers = { ...id, 'content-type': 'application/xml', ...outcome.headers };
    const body = operation.startsWith('Head') ? '' : errorDocument(outcome, input, requestId);
    return { status: outcome.status, headers, body };
  }
  const { status = 200, headers = {}, body = '' } = replyOf(outcome.body);
  return { status, headers: { ...id, 'content-type': 'application/xml', ...headers }, body };
}

function errorDocument({ code, message }: AwsError, input: Dict, requestId: string): string {
  const where = `<BucketName>${String(input.Bucket)}</BucketName>`;
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${text}</Message>${where}<RequestId>${requestId}</RequestId></Error>`;
}
