// Lake's columns over the raw records, names and types as AWS lists them:
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-supported-event-schemas.html

const ISSUER = { type: 'VARCHAR', principalId: 'VARCHAR', arn: 'VARCHAR', accountId: 'VARCHAR', userName: 'VARCHAR' };
const TEXT_MAP = 'MAP(VARCHAR, VARCHAR)';

/** The shape a record is read into. Names are the record's; struct fields compare without case. */
const SHAPE = {
  eventVersion: 'VARCHAR',
  userIdentity: {
    type: 'VARCHAR',
    principalId: 'VARCHAR',
    arn: 'VARCHAR',
    accountId: 'VARCHAR',
    accessKeyId: 'VARCHAR',
    userName: 'VARCHAR',
    sessionContext: {
      attributes: { creationDate: 'TIMESTAMP', mfaAuthenticated: 'VARCHAR' },
      sessionIssuer: ISSUER,
      webIdFederationData: { federatedProvider: 'VARCHAR', attributes: TEXT_MAP },
      sourceIdentity: 'VARCHAR',
      ec2RoleDelivery: 'VARCHAR',
      ec2IssuedInVpc: 'VARCHAR',
    },
    onBehalfOf: { userId: 'VARCHAR', identityStoreArn: 'VARCHAR' },
    // "credentiaisissuedto" is AWS's spelling in the table of columns; the record's is read.
    inScopeOf: {
      sourceArn: 'VARCHAR',
      sourceAccount: 'VARCHAR',
      issuerType: 'VARCHAR',
      credentialsIssuedTo: 'VARCHAR',
    },
    invokedBy: 'VARCHAR',
    identityProvider: 'VARCHAR',
  },
  eventTime: 'TIMESTAMP',
  eventSource: 'VARCHAR',
  eventName: 'VARCHAR',
  awsRegion: 'VARCHAR',
  sourceIPAddress: 'VARCHAR',
  userAgent: 'VARCHAR',
  errorCode: 'VARCHAR',
  errorMessage: 'VARCHAR',
  requestParameters: TEXT_MAP,
  responseElements: TEXT_MAP,
  additionalEventData: TEXT_MAP,
  requestID: 'VARCHAR',
  eventID: 'VARCHAR',
  readOnly: 'BOOLEAN',
  resources: [{ accountId: 'VARCHAR', type: 'VARCHAR', ARN: 'VARCHAR', ARNPrefix: 'VARCHAR' }],
  eventType: 'VARCHAR',
  apiVersion: 'VARCHAR',
  managementEvent: 'BOOLEAN',
  recipientAccountId: 'VARCHAR',
  sharedEventID: 'VARCHAR',
  annotation: 'VARCHAR',
  vpcEndpointId: 'VARCHAR',
  vpcEndpointAccountId: 'VARCHAR',
  serviceEventDetails: TEXT_MAP,
  addendum: TEXT_MAP,
  edgeDeviceDetails: TEXT_MAP,
  insightDetails: TEXT_MAP,
  eventCategory: 'VARCHAR',
  tlsDetails: { tlsVersion: 'VARCHAR', cipherSuite: 'VARCHAR', clientProvidedHostHeader: 'VARCHAR' },
  sessionCredentialFromConsole: 'VARCHAR',
} as const;

/** Lake's columns, lower case. */
export const COLUMNS: readonly string[] = [
  ...Object.keys(SHAPE).map((name) => name.toLowerCase()),
  'eventjson',
  'eventjsonchecksum',
];

/** The table of raw records: one row each, `json` as delivered. */
export const CREATE_RAW =
  'CREATE TABLE raw (seq INTEGER, account VARCHAR, region VARCHAR, management BOOLEAN, time_ms BIGINT, json VARCHAR)';

/** The table Lake's views stand on, empty. */
export const CREATE_EVENTS = `CREATE TABLE lake_events AS ${read('TRUE')} LIMIT 0`;

/** Reads raw rows from `seq` on into it. */
export function insertEvents(fromSeq: number): string {
  return `INSERT INTO lake_events ${read(`seq >= ${fromSeq}`)}`;
}

function read(where: string): string {
  const fields = Object.keys(SHAPE).map((name) => `r.${name} AS ${name.toLowerCase()}`);
  return `SELECT seq, account, region, management, time_ms, ${fields.join(', ')}, json AS eventjson, sha256(json) AS eventjsonchecksum
    FROM (SELECT *, json_transform(json, '${JSON.stringify(SHAPE)}') AS r FROM raw WHERE ${where})`;
}

/** A view with Lake's columns only. */
export function storeView(name: string, where: readonly string[]): string {
  return `CREATE TEMP VIEW ${name} AS SELECT ${COLUMNS.join(', ')} FROM lake_events WHERE ${where.join(' AND ')}`;
}
