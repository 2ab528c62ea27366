// Every AWS limit this fake enforces, each with the address it was read from. The product states its own copies: two
// separate readings, so that one wrong belief cannot pass on both sides.

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
export const LOOKUP = {
  /** "limited to two per second, per account, per Region"; enforced over any sliding second. */
  callsPerWindow: 2,
  windowMs: 1_000,
  /** MaxResults: 1 to 50, 50 when left out. */
  pageMost: 50,
  /** "Currently the list can contain only one item." */
  attributes: 1,
  /** "within the last 90 days" */
  horizonMs: 90 * 24 * 3_600_000,
} as const;

/**
 * A lookup value has at most 2000 characters, of which these count as two: underscore, space, comma, newline.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupAttribute.html
 */
export const LOOKUP_VALUE = { most: 2_000, countedTwice: /[_ ,\n]/g } as const;

/** The eight attributes for management events, and the three for Insights events. (API_LookupEvents, above) */
export const LOOKUP_KEYS = [
  'EventId',
  'EventName',
  'ReadOnly',
  'Username',
  'ResourceType',
  'ResourceName',
  'EventSource',
  'AccessKeyId',
] as const;
export const INSIGHT_KEYS: readonly string[] = ['EventId', 'EventName', 'EventSource'];

/**
 * These log to us-east-1 only, since 2021-11-22; STS and sign-in say in the record itself which Region they used.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html
 */
export const GLOBAL_SOURCES: readonly string[] = ['iam.amazonaws.com', 'cloudfront.amazonaws.com'];
export const GLOBAL_REGION = 'us-east-1';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html and API_GetQueryResults.html */
export const LAKE = {
  statementMost: 10_000,
  pageMost: 1_000,
  /** Queued and running together: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
  concurrent: 10,
  /** "Queries that run for longer than one hour might time out": https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-results.html */
  runMostMs: 3_600_000,
  /** Results are kept seven days after the end: same page. */
  resultsKeptMs: 7 * 24 * 3_600_000,
  /** ListQueries reaches seven days back: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListQueries.html */
  listedMs: 7 * 24 * 3_600_000,
  /** Default retention, days: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-lake-manage-costs.html */
  retentionDays: 366,
  /** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListEventDataStores.html */
  storesPageMost: 1_000,
} as const;

/**
 * A signed request may be this old or this early: "15 min" in the refusals quoted at
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export const SIGNATURE_SKEW_MS = 15 * 60_000;

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const ASSUME_ROLE = {
  sessionName: /^[\w+=,.@-]{2,64}$/,
  sourceIdentity: /^[\w+=,.@-]{2,64}$/,
  externalId: /^[\w+=,.@:/-]{2,1224}$/,
  durationLeastSec: 900,
  durationMostSec: 43_200,
  durationDefaultSec: 3_600,
  /** Role chaining: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining */
  chainedMostSec: 3_600,
} as const;

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
export const LIST_ACCOUNTS = { pageMost: 20 } as const;

/** https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html */
export const LIST_REGIONS = { pageMost: 50 } as const;

/** "Delivery averages about 5 minutes": https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
export const TRAIL_DELIVERY_MS = 5 * 60_000;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
export const KEY_DELETION = { daysLeast: 7, daysMost: 30, daysDefault: 30 } as const;

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html and API_PutEventSelectors.html */
export const TRAIL = {
  perRegion: 5,
  basicSelectors: 5,
  dataResources: 250,
  advancedValues: 500,
  /** Letters, numbers, periods, underscores, dashes; 3 to 128; starts with a letter or number: API_CreateTrail.html */
  name: /^[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$/,
} as const;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html and API_GetQueryResults.html */
export const LOGS_INSIGHTS = {
  queryMost: 10_000,
  groupsMost: 50,
  rowsMost: 100_000,
  /** Where neither the request nor the query has a limit. */
  rowsDefault: 10_000,
  pageMost: 10_000,
  /** "The token expires after 1 hour." */
  tokenMs: 3_600_000,
  /** "Queries time out after 60 minutes of runtime." */
  runMostMs: 3_600_000,
  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
  concurrent: 100,
  /** Results are kept seven days: same page. */
  resultsKeptMs: 7 * 24 * 3_600_000,
  /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeQueries.html */
  listedMost: 1_000,
  /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
  groupsPageMost: 50,
  createdBeforeMs: 3_653 * 86_400_000,
  /** Events over 256 KB are not sent: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
  recordMost: 256 * 1_024,
  /** "no more than 200 log event fields": https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html */
  fieldsMost: 200,
  /** How long after the call a log event is stamped: tens of seconds to minutes in samples that people published. */
  lagLeastMs: 30_000,
  lagSpreadMs: 240_000,
} as const;

/** https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ListFindingsV2.html, API_Criterion.html */
export const ACCESS_ANALYZER = {
  /** A page of the fake where maxResults is left out: AWS does not document its own. */
  pageDefault: 50,
  pageMost: 100,
  criterionValues: 20,
} as const;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
export const PUT_LOG_EVENTS = {
  events: 10_000,
  /** All messages in UTF-8, and 26 bytes for each event. */
  bytes: 1_048_576,
  eventOverhead: 26,
  oldestMs: 14 * 24 * 3_600_000,
  newestMs: 2 * 3_600_000,
  spanMs: 24 * 3_600_000,
} as const;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const LOG_STREAMS = { pageMost: 50, name: /^[^:*]{1,512}$/ } as const;

/** https://docs.aws.amazon.com/awscloudtraildata/latest/APIReference/API_PutAuditEvents.html */
export const AUDIT_EVENTS = {
  perCall: 100,
  /** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
  bytes: 1_048_576,
  id: /^[-_A-Za-z0-9]{1,128}$/,
} as const;

/**
 * Required members of eventData and their most characters.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-integration-event-schema.html
 */
export const AUDIT_FIELDS: readonly (readonly [path: string, most: number])[] = [
  ['version', 256],
  ['userIdentity.type', 128],
  ['userIdentity.principalId', 1_024],
  ['eventSource', 1_024],
  ['eventName', 1_024],
  ['eventTime', 64],
  ['UID', 1_024],
  ['recipientAccountId', 64],
];

/** The same page: parameters above 100 kB are rejected, additionalEventData above 28 kB, texts of errors above 256. */
export const AUDIT_MEMBERS: readonly (readonly [path: string, mostBytes: number])[] = [
  ['requestParameters', 100 * 1_024],
  ['responseElements', 100 * 1_024],
  ['additionalEventData', 28 * 1_024],
  ['errorCode', 256],
  ['errorMessage', 256],
];

/** https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html and API_GetQueryResults.html */
export const ATHENA = {
  /** Bytes. */
  statementMost: 262_144,
  tokenLeast: 32,
  tokenMost: 128,
  /** Rows, the header among them. */
  pageMost: 1_000,
  /** Queued and running together, in the Regions with the lowest quota: https://docs.aws.amazon.com/athena/latest/ug/service-limits.html */
  concurrent: 20,
  /** Query history is kept 45 days: https://docs.aws.amazon.com/athena/latest/ug/queries-viewing-history.html */
  historyMs: 45 * 24 * 3_600_000,
} as const;
