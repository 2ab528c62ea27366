// Column types of Hive's DDL, read; and the shape of JSON they are read from. Names in a DDL are lower case, those in a
// CloudTrail record are not: the serializer compares without case.
// https://docs.aws.amazon.com/athena/latest/ug/data-types.html

export type HiveType =
  | { readonly kind: 'text' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'map' }
  | { readonly kind: 'array'; readonly of: HiveType }
  | { readonly kind: 'struct'; readonly fields: readonly HiveField[] };

export type HiveField = { readonly name: string; readonly type: HiveType };

/** Reads a type; undefined for one that the fake does not know. */
export function readType(text: string): HiveType | undefined {
  const trimmed = text.trim();
  if (/^string$/i.test(trimmed)) return { kind: 'text' };
  if (/^boolean$/i.test(trimmed)) return { kind: 'boolean' };
  if (/^map\s*<\s*string\s*,\s*string\s*>$/i.test(trimmed)) return { kind: 'map' };
  const inner = /^(array|struct)\s*<([\s\S]*)>$/i.exec(trimmed);
  if (inner === null) return undefined;
  if (inner[1]?.toLowerCase() === 'array') {
    const of = readType(inner[2] ?? '');
    return of === undefined ? undefined : { kind: 'array', of };
  }
  const fields = readFields(inner[2] ?? '', ':');
  return fields === undefined ? undefined : { kind: 'struct', fields };
}

/** `name type, name type` of a table, or `name:type,name:type` of a struct. */
export function readFields(text: string, between: ':' | ' '): readonly HiveField[] | undefined {
  const fields: HiveField[] = [];
  for (const part of splitOutside(text)) {
    const found = (between === ':' ? /^\s*`?(\w+)`?\s*:([\s\S]+)$/ : /^\s*`?(\w+)`?\s+([\s\S]+)$/).exec(part);
    const type = readType(found?.[2] ?? '');
    if (found?.[1] === undefined || type === undefined) return undefined;
    fields.push({ name: found[1].toLowerCase(), type });
  }
  return fields;
}

/** As AWS's metadata writes it. */
export function writeType(type: HiveType): string {
  switch (type.kind) {
    case 'text':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'map':
      return 'map<string,string>';
    case 'array':
      return `array<${writeType(type.of)}>`;
    default:
      return `struct<${type.fields.map(({ name, type: inner }) => `${name}:${writeType(inner)}`).join(',')}>`;
  }
}

/** DuckDB's shape of a table's columns (json_transform), with the names of the record. */
export function shapeOf(fields: readonly HiveField[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map(({ name, type }) => [recordName(name), shape(type)]));
}

/** What the record calls a column. */
export function recordName(column: string): string {
  return RECORD_NAMES.get(column) ?? column;
}

function shape(type: HiveType): unknown {
  switch (type.kind) {
    case 'text':
      return 'VARCHAR';
    case 'boolean':
      return 'BOOLEAN';
    case 'map':
      return 'MAP(VARCHAR, VARCHAR)';
    case 'array':
      return [type.of.kind === 'struct' ? listed(shapeOf(type.of.fields)) : shape(type.of)];
    default:
      return shapeOf(type.fields);
  }
}

/** A resource's ARN is written `ARN`, a caller's `arn`. */
function listed({ arn, ...rest }: Readonly<Record<string, unknown>>): object {
  return arn === undefined ? rest : { ARN: arn, ...rest };
}

/** Commas between `<` and `>` are a type's own. */
function splitOutside(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const [at, character] of [...text].entries()) {
    if (character === '<') depth += 1;
    if (character === '>') depth -= 1;
    if (character !== ',' || depth > 0) continue;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return [...parts, text.slice(from)];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const RECORD_NAMES = new Map(
  [
    'eventVersion userIdentity type principalId arn accountId invokedBy accessKeyId userName onBehalfOf userId',
    'identityStoreArn sessionContext attributes mfaAuthenticated creationDate sessionIssuer ec2RoleDelivery',
    'ec2IssuedInVpc webIdFederationData federatedProvider sourceIdentity assumedRoot inScopeOf sourceArn sourceAccount',
    'issuerType credentialsIssuedTo identityProvider credentialId eventTime eventSource eventName awsRegion',
    'sourceIPAddress userAgent errorCode errorMessage requestParameters responseElements additionalEventData requestID',
    'eventID readOnly resources eventType apiVersion managementEvent recipientAccountId serviceEventDetails',
    'sharedEventID vpcEndpointId vpcEndpointAccountId eventCategory addendum reason updatedFields originalRequestID',
    'originalEventID sessionCredentialFromConsole edgeDeviceDetails tlsDetails tlsVersion cipherSuite',
    'clientProvidedHostHeader keyExchange annotation insightDetails',
  ].flatMap((names) => names.split(' ').map((name) => [name.toLowerCase(), name] as const)),
);
