// A request to the caller who signed it, or to the refusal AWS gives. Region and service come from the credential scope.
import { createHash, timingSafeEqual } from 'node:crypto';
import { SIGNATURE_SKEW_MS } from '../limits.ts';
import { type AwsError, type Service, trouble } from '../outcome.ts';
import type { Caller, World } from '../world.ts';
import { type Authorization, expectedSignature, readAuthorization, type SignedRequest } from './canonical-request.ts';

/** Checks the signature for `service`; the target of the request names the service, the scope has to agree. */
export function authenticate(world: World, service: Service, request: SignedRequest): Caller | AwsError {
  const authorization = readAuthorization(request.headers.authorization);
  if (authorization === undefined) return trouble(service, 'no-signature', 'Missing Authentication Token');
  const unknown = trouble(service, 'unknown-key', 'The security token included in the request is invalid.');
  const credential = world.sessions.find(authorization.accessKeyId);
  if (credential === undefined || request.headers['x-amz-security-token'] !== credential.sessionToken) return unknown;
  if (credential.expiresMs !== undefined && credential.expiresMs <= world.clock()) {
    return trouble(service, 'expired', 'The security token included in the request is expired');
  }
  const fault = signatureFault(world, service, request, authorization, credential.secretAccessKey);
  if (fault !== undefined) return trouble(service, 'bad-signature', fault);
  const { region } = authorization;
  const account = world.accounts.find((one) => one.id === credential.principal.account);
  // In a Region that is off for the account, its credentials are not known.
  // https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
  if (!world.regions.includes(region) || account?.disabledRegions?.includes(region)) return unknown;
  const { principal } = credential;
  return { account: principal.account, region, principal, accessKeyId: credential.accessKeyId };
}

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/** What is wrong with the signature, in AWS's words; undefined when nothing is. */
function signatureFault(
  world: World,
  service: Service,
  request: SignedRequest,
  authorization: Authorization,
  secret: string,
): string | undefined {
  if (authorization.service !== service) return `Credential should be scoped to correct service: '${service}'.`;
  const stamp = request.headers['x-amz-date'] ?? '';
  const sentMs = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(sentMs)) return 'Date must be in ISO-8601 basic format.';
  if (authorization.date !== stamp.slice(0, 8)) {
    return 'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.';
  }
  const nowMs = world.wallClock();
  if (nowMs - sentMs > SIGNATURE_SKEW_MS) return `Signature expired: ${stamp} is now earlier than allowed (15 min.)`;
  if (sentMs - nowMs > SIGNATURE_SKEW_MS) return `Signature not yet current: ${stamp} is still later than allowed.`;
  if (!authorization.signedHeaders.includes('host')) return "'Host' must be a 'SignedHeader'.";
  const hash = request.headers['x-amz-content-sha256'];
  const unsigned = service === 's3' && hash === 'UNSIGNED-PAYLOAD';
  if (hash !== undefined && !unsigned && hash !== createHash('sha256').update(request.body).digest('hex'))
    return MISMATCH;
  const expected = Buffer.from(expectedSignature(request, authorization, secret));
  const given = Buffer.from(authorization.signature);
  return expected.length === given.length && timingSafeEqual(expected, given) ? undefined : MISMATCH;
}
