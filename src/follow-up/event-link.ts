// The address of an event's page in the CloudTrail console → the event and its Region; null for any other address.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-console.html

export interface EventLink {
  /** Lower case. */
  readonly eventId: string;
  /** null: the address does not tell. */
  readonly region: string | null;
}

/** Consoles of the commercial, GovCloud and China partitions; sessions of several accounts have a name before the Region. */
const HOST =
  /^(?:\d{12}-[a-z0-9]{4,16}\.)?(?:([a-z]{2}(?:-[a-z]{2,12}){1,3}-\d)\.)?console\.(?:aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn)$/;
const PATH = /^\/cloudtrail(?:v2)?\/home\/?$/;
const EVENT = /^#\/?events(?:\/|\?EventId=)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:$|[/?&])/i;
const REGION = /^[a-z]{2}(?:-[a-z]{2,12}){1,3}-\d$/;
/** Longer addresses are none of the console's. Characters. */
const LENGTH_MAX = 2_000;

export function eventLink(address: string): EventLink | null {
  const plain = address.replaceAll('&amp;', '&');
  if (plain.length > LENGTH_MAX || !URL.canParse(plain)) return null;
  const { protocol, hostname, pathname, searchParams, hash, port, username } = new URL(plain);
  const host = HOST.exec(hostname);
  if (protocol !== 'https:' || host === null || port !== '' || username !== '' || !PATH.test(pathname)) return null;
  const eventId = EVENT.exec(hash)?.[1];
  if (eventId === undefined) return null;
  const region = searchParams.get('region') ?? host[1] ?? '';
  return { eventId: eventId.toLowerCase(), region: REGION.test(region) ? region : null };
}
