// A URL to the id, ARN or name of the thing it shows: the console's pages, `s3://`, queue URLs, bucket hosts.
// Where nothing better is in it, the last part of its path.

/** Console pages put the thing after one of these, in the query or behind the `#`. */
const NAMED =
  /(?:instanceId|volumeId|groupId|securityGroupId|SecurityGroup|snapshotId|imageId|vpcId|VpcId|SubnetId|subnetId|natGatewayId|NatGatewayDetails:natGatewayId|logGroup|secret|name|stackId|id|arn|functionName|tableName|clusterName|keyId|bucket|prefix|dbInstance)[=:]([^&;#?/]+(?:\/[^&;#?]*)?)/;
const PATHS =
  /\/(?:buckets|roles|roles\/details|users|users\/details|groups|groups\/details|policies|policies\/details|functions|keys|clusters|secret|alarms|queues|topic|tables|distributions|repositories|trails|details|instances|object)\/([^/?#&]+)/i;
const ID =
  /\b((?:i|sg|vol|snap|ami|eni|nat|fl|vpc|subnet|rtb|igw|acl|eipalloc|lt|tgw|vpce|pcx|vgw|sgr)-[0-9a-f]{8,17})\b/i;

/** The text of the thing a URL names, decoded; null for what is no URL. Linear in the URL's length. */
export function subjectOfUrl(url: string): string | null {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([\s\S]*)$/i.exec(url);
  if (match === null) return null;
  const [, scheme = '', host = '', rest = ''] = match;
  if (scheme.toLowerCase() === 's3') return url;
  if (!/(?:^|\.)(?:amazonaws|amazon)\.com/i.test(host)) return url;
  if (/(?:^|[.-])s3[.-]/i.test(host) && !host.includes('console')) return url;
  if (!host.includes('console')) return lastPart(rest) ?? url;
  const plain = decode(decode(rest));
  const arn = /arn:aws[a-z-]*:[^\s&?#"']+/.exec(plain)?.[0];
  if (arn !== undefined) return arn;
  const id = ID.exec(plain)?.[1];
  if (id !== undefined) return id;
  const path = /\/roles\/details\/|\/users\/details\/|\/groups\/details\/|\/policies\/details\//.test(plain)
    ? /\/details\/([^/?#&]+)/.exec(plain)?.[1]
    : PATHS.exec(plain)?.[1];
  return path ?? NAMED.exec(plain)?.[1] ?? lastPart(plain) ?? url;
}

/** Parts of a console path that say what comes after them. */
const PATH_TYPES: readonly (readonly [part: RegExp, type: string])[] = [
  [/\/roles\//, 'iam:role'],
  [/\/users\//, 'iam:user'],
  [/\/policies\//, 'iam:policy'],
  [/\/buckets\//, 's3:bucket'],
  [/\/functions\//, 'lambda:function'],
  [/kms\/home.*\/keys\//, 'kms:key'],
  [/\/trails?\//, 'cloudtrail:trail'],
  [/secret\?name=|\/secret\//, 'secretsmanager:Secret'],
  [/dynamodb.*(?:table\?name=|[?&]name=)/, 'dynamodb:table'],
  [/rds\/home.*database:id=/, 'rds:db'],
];

/** What the page of a console address is about: `iam:role`; null when it does not say. */
export function typeOfConsolePage(url: string): string | null {
  if (!/console\.aws\.amazon\.com/i.test(url)) return null;
  const plain = decode(decode(url));
  return PATH_TYPES.find(([part]) => part.test(plain))?.[1] ?? null;
}

function lastPart(path: string): string | null {
  const parts =
    path
      .split(/[?#]/)[0]
      ?.split('/')
      .filter((part) => part !== '') ?? [];
  return parts.at(-1) ?? null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\$(?=[0-9A-F]{2})/g, '%'));
  } catch {
    return text;
  }
}
