// Lake's SQL, really run: columns and types, Trino's functions, values as text, and what Lake does not take.
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { query, startQuery } from './lake-stage.ts';
import { PROD, record } from './sample-record.ts';
import { openStage, refusal, STORE } from './stage.ts';

const ASSUMED = record(10, {
  eventSource: 's3.amazonaws.com',
  eventName: 'PutBucketPolicy',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROASAMPLE:sample-session',
    arn: `arn:aws:sts::${PROD}:assumed-role/sample-role/sample-session`,
    accountId: PROD,
    sessionContext: {
      attributes: { creationDate: '2026-11-20T11:00:00Z', mfaAuthenticated: 'true' },
      sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${PROD}:role/sample-role`, userName: 'sample-role' },
      sourceIdentity: 'sample-person',
    },
  },
  requestParameters: { bucketName: 'sample-bucket', bucketPolicy: { Version: '2012-10-17' }, count: 3, none: null },
  resources: [{ accountId: PROD, type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::sample-bucket' }],
  errorCode: 'AccessDenied',
});
const EVENTS = [ASSUMED, record(20), record(30, { userIdentity: 'not an object', requestParameters: 'text' })];

let client: CloudTrailClient;

beforeAll(async () => {
  client = (await openStage({ events: EVENTS }, 'file')).cloudTrail();
});

function select(sql: string) {
  return query(client, sql.replaceAll('STORE', STORE));
}

describe('Lake SQL', () => {
  it('has the columns of a record, in their types, and writes them as text', async () => {
    const [row] =
      await select(`SELECT eventTime, readOnly, eventName, userIdentity.sessionContext.sessionIssuer.userName AS role,
      userIdentity.sessionContext.sourceIdentity, userIdentity.sessionContext.attributes.creationDate AS since,
      requestParameters, resources, recipientAccountId FROM STORE WHERE errorCode = 'AccessDenied'`);
    expect(row).toEqual({
      eventTime: '2026-11-20 11:50:00.000',
      readOnly: 'false',
      eventName: 'PutBucketPolicy',
      role: 'sample-role',
      sourceIdentity: 'sample-person',
      since: '2026-11-20 11:00:00.000',
      requestParameters: '{bucketName=sample-bucket, bucketPolicy={"Version":"2012-10-17"}, count=3, none=null}',
      resources: `[{accountid=${PROD}, type=AWS::S3::Bucket, arn=arn:aws:s3:::sample-bucket, arnprefix=null}]`,
      recipientAccountId: PROD,
    });
  });

  it('reads maps with element_at, which is null where the key is missing', async () => {
    const sql = `SELECT element_at(requestParameters, 'bucketName') AS bucket, element_at(requestParameters, 'nope') AS nope
      FROM STORE WHERE element_at(requestParameters, 'bucketName') = 'sample-bucket'`;
    expect(await select(sql)).toEqual([{ bucket: 'sample-bucket' }]);
  });

  it('has the whole record as eventJson', async () => {
    const [row] = await select('SELECT eventJson FROM STORE WHERE errorCode IS NOT NULL');
    expect(JSON.parse(row?.eventJson ?? '')).toEqual(ASSUMED);
  });

  it('keeps records whose fields have another shape than the columns', async () => {
    const rows = await select("SELECT userIdentity.arn, eventName FROM STORE WHERE eventJson LIKE '%not an object%'");
    expect(rows).toEqual([{ eventName: 'TerminateInstances' }]);
  });

  it('searches ids in every value of a map, as Trino does with a lambda', async () => {
    const sql =
      "SELECT count(*) AS n FROM STORE WHERE any_match(map_values(requestParameters), v -> strpos(v, 'i-0aaaa') > 0)";
    expect(await select(sql)).toEqual([{ n: '1' }]);
    const all =
      "SELECT count(*) AS n FROM STORE WHERE none_match(map_values(requestParameters), v -> v LIKE '%bucket%')";
    expect(await select(all)).toEqual([{ n: '1' }]);
  });

  it('bounds eventTime by text and by timestamp alike', async () => {
    const names = (where: string) => select(`SELECT eventName FROM STORE WHERE ${where}`);
    expect(await names("eventTime >= '2026-11-20 11:50:00'")).toHaveLength(1);
    expect(await names("eventTime < TIMESTAMP '2026-11-20 11:50:00'")).toHaveLength(2);
    expect(await names("eventTime BETWEEN '2026-11-20 11:40:00' AND '2026-11-20 11:50:00'")).toHaveLength(2);
    expect(await names("eventTime >= from_iso8601_timestamp('2026-11-20T11:40:00Z')")).toHaveLength(2);
  });

  it('groups, orders, limits, joins by WITH and unites', async () => {
    expect(
      await select(
        'SELECT eventName, count(*) FROM STORE GROUP BY eventName ORDER BY count(*) DESC, eventName LIMIT 1',
      ),
    ).toEqual([{ eventName: 'TerminateInstances', _col1: '2' }]);
    const sql = `WITH denied AS (SELECT eventID FROM STORE WHERE errorCode = 'AccessDenied')
      SELECT e.eventName FROM STORE e JOIN denied d ON e.eventID = d.eventID UNION ALL SELECT 'x' FROM denied`;
    expect(await select(sql)).toHaveLength(2);
  });

  it.each([
    'SELECT lower(eventName), upper(eventName), length(eventName), substr(eventName, 1, 3) FROM STORE',
    "SELECT regexp_like(eventName, '^Put'), regexp_replace(eventName, 't', 'x'), replace(eventName, 'a', 'b') FROM STORE",
    "SELECT json_extract_scalar(eventJson, '$.userIdentity.type'), json_format(CAST(requestParameters AS JSON)) FROM STORE",
    "SELECT date_trunc('day', eventTime), approx_distinct(eventName), array_join(array_agg(eventID), ',') FROM STORE GROUP BY 1",
    'SELECT cardinality(resources), cardinality(map_keys(requestParameters)) FROM STORE',
    'SELECT count(*) FILTER (WHERE errorCode IS NULL), max_by(eventName, eventTime), arbitrary(awsRegion) FROM STORE',
    "SELECT eventID FROM STORE WHERE eventName IS DISTINCT FROM 'x' AND errorCode IS NULL ORDER BY eventTime DESC NULLS LAST",
    'SELECT row_number() OVER (PARTITION BY eventName ORDER BY eventTime) AS n, to_iso8601(eventTime) FROM STORE',
    "SELECT coalesce(errorCode, 'none'), CASE WHEN errorCode IS NULL THEN 1 ELSE 2 END, try_cast(eventName AS integer) FROM STORE",
    "SELECT extract(hour FROM eventTime) FROM STORE WHERE NOT (eventName IN ('a', 'b')) OFFSET 1 LIMIT 1",
    'SELECT eventName AS n, count(*) AS c FROM STORE GROUP BY eventName HAVING count(*) > 0 ORDER BY c DESC, n',
    "SELECT t.n FROM (SELECT eventName AS n FROM STORE) t WHERE t.n = 'PutBucketPolicy'",
    "SELECT n FROM (SELECT eventName AS n FROM STORE) WHERE n <> 'x' AND length(n) > 1",
    "SELECT eventID FROM STORE WHERE NOT readOnly AND eventTime > timestamp '2026-11-20 12:00:00 UTC' - INTERVAL '7' DAY",
    "SELECT CAST(eventTime AS varchar(30)), CAST('2026-11-20' AS date) FROM STORE WHERE readOnly = false",
  ])('runs %s', async (sql) => {
    expect((await select(sql)).length).toBeGreaterThan(0);
  });

  it.each([
    ['another statement', 'DELETE FROM STORE'],
    ['two statements', 'SELECT eventID FROM STORE; SELECT 1'],
    ['no statement', '-- nothing'],
    ['no event data store', 'SELECT 1'],
    ['a table that is no store', 'SELECT * FROM lake_events'],
    ['a file', "SELECT * FROM read_csv('/etc/passwd')"],
    ['a file by name', "SELECT * FROM '/etc/passwd'"],
    ['a quoted store', 'SELECT eventID FROM "STORE"'],
    ['an unknown column', 'SELECT nothing FROM STORE'],
    ['an unknown function', 'SELECT list_contains(resources, 1) FROM STORE'],
    ['DuckDB’s cast', 'SELECT eventTime::varchar FROM STORE'],
    ['DuckDB’s escapes', "SELECT eventID FROM STORE WHERE eventName = E'\\x41'"],
    ['DuckDB’s ILIKE', "SELECT eventID FROM STORE WHERE eventName ILIKE 'a'"],
    ['a dollar quote', 'SELECT eventID FROM STORE WHERE eventName = $$a$$'],
    ['a bound parameter', 'SELECT eventID FROM STORE WHERE eventName = ?'],
    ['OFFSET after LIMIT', 'SELECT eventID FROM STORE LIMIT 1 OFFSET 1'],
    ['an open quote', "SELECT eventID FROM STORE WHERE eventName = 'a"],
    ['an open parenthesis', 'SELECT count(eventID FROM STORE'],
    ['backquotes', 'SELECT `eventID` FROM STORE'],
    ['an alias in WHERE', "SELECT eventName AS n FROM STORE WHERE n = 'a'"],
    ['an alias in GROUP BY', 'SELECT lower(eventName) AS n, count(*) FROM STORE GROUP BY n'],
    ['a boolean compared with text', "SELECT eventID FROM STORE WHERE readOnly = 'true'"],
    ['an ISO 8601 time', "SELECT eventID FROM STORE WHERE eventTime >= '2026-11-20T10:00:00Z'"],
    ['a timestamp with a T', "SELECT eventID FROM STORE WHERE eventTime >= timestamp '2026-11-20T10:00:00'"],
    ['a bare interval', 'SELECT eventID FROM STORE WHERE eventTime > now() - INTERVAL 7 DAY'],
    ['a trailing comma', 'SELECT eventID, FROM STORE'],
    ['DISTINCT ON', 'SELECT DISTINCT ON (eventName) eventID FROM STORE'],
    ['GROUP BY ALL', 'SELECT eventName, count(*) FROM STORE GROUP BY ALL'],
    ['a type Trino lacks', 'SELECT CAST(eventTime AS text) FROM STORE'],
  ])('refuses %s', async (_, sql) => {
    const { name, status } = await refusal(startQuery(client, sql.replaceAll('STORE', STORE)));
    expect({ name, status }).toEqual({ name: 'InvalidQueryStatementException', status: 400 });
  });

  it('takes any text between quotes, doubled inside, as that text and nothing else', async () => {
    const hostile = fc.oneof(
      fc.array(fc.integer({ min: 0, max: 0x2fff }), { maxLength: 40 }).map((codes) => String.fromCodePoint(...codes)),
      fc.constantFrom(
        "' OR 1=1 --",
        "'; DROP TABLE x; --",
        '\\',
        "\\'",
        '%',
        '\0',
        "a\0'b",
        '--',
        '/*',
        '"',
        '$1',
        '\n',
      ),
    );
    const texts = [
      ...new Set(fc.sample(hostile, { numRuns: 40, seed: 7 }).map((text) => Buffer.from(text).toString('utf8'))),
    ];
    const stage = await openStage({ events: texts.map((text, i) => record(i, { eventName: text })) });
    const own = stage.cloudTrail();
    for (const text of texts) {
      const sql = `SELECT eventName FROM ${STORE} WHERE eventName = '${text.replaceAll("'", "''")}'`;
      expect(await query(own, sql)).toEqual([{ eventName: text }]);
    }
  });

  it('reads Trino’s unicode literals', async () => {
    const stage = await openStage({ events: [record(1, { eventName: "it's\u{1F600}" })] });
    const sql = `SELECT eventName FROM ${STORE} WHERE eventName = U&'it\\0027s\\+01F600'`;
    expect(await query(stage.cloudTrail(), sql)).toHaveLength(1);
  });
});
