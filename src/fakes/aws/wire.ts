// The three protocols the clients speak: JSON 1.1 with X-Amz-Target (CloudTrail, Organizations), the query protocol with
// XML answers (STS), REST JSON (Account). https://smithy.io/2.0/aws/protocols/index.html
import { type Dict, isDict, parseJson } from './json.ts';
import { type AwsError, type Outcome, REST_JSON, type Service } from './outcome.ts';
import { readRest } from './rest-json.ts';
import { readS3, writeS3 } from './s3/rest-xml.ts';
import type { SignedRequest } from './signing/canonical-request.ts';

/** What a request asks for, before anyone checked its signature. */
export type Asked = { readonly service: Service; readonly operation: string; readonly input: Dict };

/** An answer ready to be written. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

const TARGETS: Readonly<Record<string, Service>> = {
  CloudTrail_20131101: 'cloudtrail',
  AWSOrganizationsV20161128: 'organizations',
  TrentService: 'kms',
  Logs_20140328: 'logs',
  AmazonAthena: 'athena',
  AmazonSQS: 'sqs',
};

/** Reads the target and its input; undefined when it is for no service of the fake. */
export function readAsked(request: SignedRequest): Asked | undefined {
  const s3 = readS3(request);
  if (s3 !== undefined) return s3;
  const target = request.headers['x-amz-target'];
  const text = request.body.toString('utf8');
  if (target !== undefined) {
    const [prefix = '', operation = ''] = target.split('.');
    const service = Object.hasOwn(TARGETS, prefix) ? TARGETS[prefix] : undefined;
    return service === undefined ? undefined : { service, operation, input: jsonInput(text) };
  }
  if ((request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
    const { Action: operation = '', Version: _, ...input } = Object.fromEntries(new URLSearchParams(text));
    return { service: 'sts', operation, input };
  }
  if (request.method === 'POST' && request.url === '/listRegions') {
    return { service: 'account', operation: 'ListRegions', input: jsonInput(text) };
  }
  return readRest(request, jsonInput(text));
}

function jsonInput(text: string): Dict {
  const parsed = parseJson(text);
  return isDict(parsed) ? parsed : {};
}

/** The answer in the service's protocol. */
export function writeAnswer(asked: Asked, outcome: Outcome, requestId: string): Answer {
  const { service, operation } = asked;
  if (service === 's3') return writeS3(asked, outcome, requestId);
  if (service === 'sts') return xmlAnswer(operation, outcome, requestId);
  const isRest = REST_JSON.includes(service);
  const headers = {
    'content-type': isRest ? 'application/json' : 'application/x-amz-json-1.1',
    'x-amzn-requestid': requestId,
    ...(isRest && outcome.kind === 'error' ? { 'x-amzn-errortype': outcome.code } : {}),
  };
  const body = outcome.kind === 'ok' ? outcome.body : { __type: outcome.code, message: outcome.message };
  return { status: outcome.kind === 'ok' ? 200 : outcome.status, headers, body: JSON.stringify(body) };
}

function xmlAnswer(operation: string, outcome: Outcome, requestId: string): Answer {
  const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
  const name = 'https://sts.amazonaws.com/doc/2011-06-15/';
  if (outcome.kind === 'error') {
    const body = `<ErrorResponse xmlns="${name}"><Error>${xmlError(outcome)}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
    return { status: outcome.status, headers, body };
  }
  const result = `<${operation}Result>${xml(outcome.body)}</${operation}Result>`;
  const meta = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  const body = `<${operation}Response xmlns="${name}">${result}${meta}</${operation}Response>`;
  return { status: 200, headers, body };
}

function xmlError({ code, message, status }: AwsError): string {
  return xml({ Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message });
}

function xml(value: Dict): string {
  return Object.entries(value)
    .map(([name, inner]) => `<${name}>${isDict(inner) ? xml(inner) : xmlText(String(inner))}</${name}>`)
    .join('');
}

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
