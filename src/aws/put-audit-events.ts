// PutAuditEvents, signed by hand: the registry has no client for the service `cloudtrail-data` (docs/decisions/0011). One REST
// call with the SDK's own signer and credentials; everything else about AWS goes through its clients.
// https://docs.aws.amazon.com/awscloudtraildata/latest/APIReference/API_PutAuditEvents.html
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { SignatureV4 } from '@smithy/signature-v4';
import { isObject, text } from '../records/json.ts';
import { type AwsOptions, CALL_MS_MAX, callSignal } from './aws-options.ts';
import { type AwsTrouble, readTrouble } from './aws-trouble.ts';

/** Both the name it is signed for and the beginning of its address. */
const SERVICE = 'cloudtrail-data';
const ACTION = 'cloudtrail-data:PutAuditEvents';

export interface AuditEventEntry {
  /** `[-_A-Za-z0-9]{1,128}` */
  readonly id: string;
  /** JSON of the event. */
  readonly eventData: string;
}

export interface AuditEventsPut {
  readonly accepted: readonly string[];
  readonly failed: readonly { readonly id: string; readonly code: string; readonly message: string }[];
}

export interface AuditChannel {
  /** At most 100 events and 1 MB. */
  put(events: readonly AuditEventEntry[]): Promise<AuditEventsPut | AwsTrouble>;
}

/** `channelArn`: of the channel, in its own Region and account. */
export function auditChannel(options: AwsOptions, channelArn: string, region: string): AuditChannel {
  const { endpoint, credentials, callMsMax = CALL_MS_MAX } = options;
  const signer = new SignatureV4({
    service: SERVICE,
    region,
    credentials: credentials ?? defaultProvider(),
    sha256: Sha256,
    // Signed as of now by this clock; a clock that is wrong is told by AWS's refusal.
    applyChecksum: true,
  });
  const url = new URL('/PutAuditEvents', endpoint ?? `https://${SERVICE}.${region}.${domainOf(region)}`);
  return {
    async put(events) {
      const body = JSON.stringify({ auditEvents: events.map(withChecksum) });
      try {
        const signed = await signer.sign({
          method: 'POST',
          protocol: url.protocol,
          hostname: url.hostname,
          ...(url.port === '' ? {} : { port: Number(url.port) }),
          path: url.pathname,
          query: { channelArn },
          headers: { host: url.host, 'content-type': 'application/json' },
          body,
        });
        const { host: _, ...headers } = signed.headers;
        const answer = await fetch(`${url.href}?channelArn=${encodeURIComponent(channelArn)}`, {
          method: 'POST',
          headers,
          body,
          signal: callSignal(undefined, callMsMax),
        });
        return answer.ok ? readPut(await answer.json()) : await refusal(answer);
      } catch (error) {
        return readTrouble(asNetwork(error), ACTION, false);
      }
    },
  };
}

function withChecksum({ id, eventData }: AuditEventEntry) {
  return { id, eventData, eventDataChecksum: createHash('sha256').update(eventData).digest('base64') };
}

/** https://docs.aws.amazon.com/general/latest/gr/rande.html */
function domainOf(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

function readPut(body: unknown): AuditEventsPut {
  const list = (key: string) => (isObject(body) && Array.isArray(body[key]) ? body[key] : []).filter(isObject);
  return {
    accepted: list('successful').map(({ id }) => text(id) ?? ''),
    failed: list('failed').map(({ id, errorCode, errorMessage }) => ({
      id: text(id) ?? '',
      code: text(errorCode) ?? 'unknown',
      message: text(errorMessage) ?? '',
    })),
  };
}

/** As the SDK's clients throw a refusal. */
async function refusal(answer: Response): Promise<AwsTrouble> {
  const body: unknown = await answer.json().catch(() => null);
  const named =
    answer.headers.get('x-amzn-errortype') ?? (isObject(body) ? (text(body.__type) ?? text(body.code)) : null);
  const name = (named ?? `Http${answer.status}`).replace(/^.*#|:.*$/g, '');
  const message = isObject(body) ? (text(body.message) ?? text(body.Message) ?? '') : '';
  return readTrouble({ name, message, $metadata: { httpStatusCode: answer.status } }, ACTION, false);
}

/** fetch wraps what the network said. */
function asNetwork(error: unknown): unknown {
  return error instanceof TypeError && error.cause !== undefined ? error.cause : error;
}

/** The hash the signer asks for, by Node's own. */
class Sha256 {
  private hash: Hash | Hmac;
  private readonly secret: string | ArrayBuffer | ArrayBufferView | undefined;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.secret = secret;
    this.hash = begin(secret);
  }
  update(data: Uint8Array): void {
    this.hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }
  reset(): void {
    this.hash = begin(this.secret);
  }
}

function begin(secret: string | ArrayBuffer | ArrayBufferView | undefined): Hash | Hmac {
  if (secret === undefined) return createHash('sha256');
  return createHmac('sha256', typeof secret === 'string' ? secret : bytesOf(secret));
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
