// A record through a table and back: one SQL expression that gives a list of all that the table keeps of an event, as JSON
// text, and that text → the record again. Lists of texts are written alike by every engine; how a struct becomes JSON is not.
import type { Json, JsonObject } from '../../domain/audit-event.ts';

export interface RecordColumns {
  /** `json_format(CAST(ARRAY[…] AS JSON))`: what is selected, and what names are searched in. */
  readonly expression: string;
  /** The record; null: the text is not a list of as many parts as were asked for. */
  parse(text: string): JsonObject | null;
}

/** How a column's text becomes a value of the record: as it is, as the JSON it is, as true or false. */
type Kind = 'text' | 'json' | 'boolean';

const IDENTITY = 'userIdentity';
const CONTEXT = `${IDENTITY}.sessionContext`;

/**
 * All that may be kept, by path in the record: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
const FIELDS: readonly (readonly [string, Kind])[] = [
  ...of('text', '', 'eventID eventVersion eventTime eventSource eventName awsRegion sourceIPAddress userAgent'),
  ...of('text', '', 'errorCode errorMessage requestID eventType apiVersion recipientAccountId sharedEventID'),
  ...of('text', '', 'vpcEndpointId vpcEndpointAccountId eventCategory sessionCredentialFromConsole annotation'),
  ...of('boolean', '', 'readOnly managementEvent'),
  ...of('json', '', 'requestParameters responseElements additionalEventData serviceEventDetails edgeDeviceDetails'),
  ...of('json', '', 'insightDetails addendum tlsDetails'),
  ...of(
    'text',
    IDENTITY,
    'type principalId arn accountId invokedBy accessKeyId userName identityProvider credentialId',
  ),
  ...of('text', `${IDENTITY}.onBehalfOf`, 'userId identityStoreArn'),
  ...of('text', `${IDENTITY}.inScopeOf`, 'sourceArn sourceAccount issuerType credentialsIssuedTo'),
  ...of('text', CONTEXT, 'sourceIdentity assumedRoot ec2RoleDelivery ec2IssuedInVpc'),
  ...of('text', `${CONTEXT}.attributes`, 'mfaAuthenticated creationDate'),
  ...of('text', `${CONTEXT}.sessionIssuer`, 'type principalId arn accountId userName'),
  ...of('text', `${CONTEXT}.webIdFederationData`, 'federatedProvider'),
  ...of('json', `${CONTEXT}.webIdFederationData`, 'attributes'),
  ...of('text', 'addendum', 'reason updatedFields originalRequestID originalEventID'),
  ...of('text', 'tlsDetails', 'tlsVersion cipherSuite clientProvidedHostHeader'),
];

/** What a resource of the record is made of; its ARN is written in capitals. */
const RESOURCE_FIELDS = ['ARN', 'accountId', 'type'] as const;

interface Part {
  readonly expression: string;
  put(record: Record<string, Json>, text: string): void;
}

/** `types`: by path, as `pathsOf` gives them. */
export function recordColumns(types: ReadonlyMap<string, string>): RecordColumns {
  const parts = [...FIELDS.flatMap((field) => partOf(field, types)), ...resourceParts(types)];
  const expression = `json_format(CAST(ARRAY[${parts.map((part) => part.expression).join(', ')}] AS JSON))`;
  return {
    expression,
    parse(text) {
      const values: unknown = JSON.parse(text);
      if (!Array.isArray(values) || values.length !== parts.length) return null;
      const record: Record<string, Json> = {};
      for (const [at, part] of parts.entries()) {
        const value: unknown = values[at];
        if (typeof value === 'string') part.put(record, value);
      }
      return record;
    },
  };
}

function of(kind: Kind, under: string, names: string): readonly (readonly [string, Kind])[] {
  return names.split(' ').map((name) => [under === '' ? name : `${under}.${name}`, kind] as const);
}

function partOf([path, kind]: (typeof FIELDS)[number], types: ReadonlyMap<string, string>): readonly Part[] {
  const column = path.toLowerCase();
  const type = types.get(column);
  if (type === undefined) return [];
  const keys = path.split('.');
  return [{ expression: asText(column, type), put: (record, text) => putAt(record, keys, asValue(kind, text)) }];
}

function asText(column: string, type: string): string {
  if (/^(string|varchar|char)/.test(type)) return column;
  return /^(map|array|struct)/.test(type) ? `json_format(CAST(${column} AS JSON))` : `CAST(${column} AS varchar)`;
}

function resourceParts(types: ReadonlyMap<string, string>): readonly Part[] {
  return RESOURCE_FIELDS.flatMap((field): readonly Part[] => {
    const name = field.toLowerCase();
    if (!types.has(`resources[].${name}`)) return [];
    return [
      {
        expression: `json_format(CAST(transform(resources, r -> r.${name}) AS JSON))`,
        put: (record, text) => putResources(record, field, text),
      },
    ];
  });
}

function putResources(record: Record<string, Json>, field: string, text: string): void {
  const values: unknown = JSON.parse(text);
  if (!Array.isArray(values)) return;
  const known = Array.isArray(record.resources) ? record.resources : [];
  record.resources = values.map((value: unknown, at): Json => {
    const resource = known[at];
    const before = isObject(resource) ? resource : {};
    return typeof value === 'string' ? { ...before, [field]: value } : before;
  });
}

function asValue(kind: Kind, text: string): Json {
  switch (kind) {
    case 'text':
      return text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'json':
      return jsonOrText(text);
    default:
      return unreachable(kind);
  }
}

/** A parameter that is a plain text is kept as it is; those that are objects or lists as JSON. */
function jsonOrText(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function putAt(record: Record<string, Json>, [key = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) {
    record[key] = value;
    return;
  }
  const known = record[key];
  const inner: Record<string, Json> = isObject(known) ? known : {};
  record[key] = inner;
  putAt(inner, rest, value);
}

function isObject(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreachable(kind: never): never {
  throw new Error(`unknown kind ${String(kind)}`);
}
