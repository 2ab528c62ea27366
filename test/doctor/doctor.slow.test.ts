// The doctor on a healthy and on a broken set-up, against real servers and the stand-ins, as it prints them.
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeedTrail } from '../../src/fakes/aws/world.ts';
import { DEV, HOME, NOW, PROD, record } from '../fakes/aws/sample-record.ts';
import { KEYS, openStage, STORE } from '../fakes/aws/stage.ts';
import { noPostgres, startPostgres } from '../servers/postgres.ts';
import { noRedis, type Server, startRedis } from '../servers/redis.ts';
import { seed as athenaSeed, SAMPLE_GROUP } from '../sources/athena/stage.ts';
import { type DoctorStage, doctorStage, SECRETS } from './doctor-stage.ts';

const why = noRedis ?? noPostgres;
const ROLE = `arn:aws:iam::${DEV}:role/whodid-reader`;
const TRAIL: SeedTrail = {
  name: 'sample-trail',
  account: PROD,
  homeRegion: HOME,
  multiRegion: true,
  organization: true,
};
const PASSWORD = 'sample-database-secret';

describe.skipIf(why !== null)(`whodid doctor${why === null ? '' : ` (skipped: ${why})`}`, () => {
  const servers: Server[] = [];
  let redisUrl = '';
  let databaseUrl = '';
  let stage: DoctorStage;

  beforeAll(async () => {
    const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
    servers.push(redis, postgres);
    redisUrl = redis.url;
    databaseUrl = postgres.url;
    stage = await doctorStage();
  });
  afterAll(async () => {
    await stage?.close();
    for (const server of servers) await server.stop();
  });

  const awsSettings = (url: string) => ({
    WHODID_EVENT_HISTORY: 'on',
    AWS_ENDPOINT_URL: url,
    WHODID_AWS_REGIONS: HOME,
    WHODID_AWS_ACCOUNTS: DEV,
    WHODID_AWS_ROLE: 'whodid-reader',
    WHODID_LAKE_STORE: `arn:aws:cloudtrail:${HOME}:${PROD}:eventdatastore/${STORE}`,
    WHODID_LOGS_INSIGHTS_GROUPS: `arn:aws:logs:${HOME}:${PROD}:log-group:sample-trail-logs`,
  });

  it('finds nothing wrong with a healthy set-up', async () => {
    const { fake } = await openStage({
      trails: [TRAIL],
      events: [record(10)],
      logGroups: [{ name: 'sample-trail-logs', account: PROD, region: HOME }],
      roles: [{ arn: ROLE, trusts: [PROD], externalId: SECRETS.WHODID_AWS_EXTERNAL_ID }],
      analyzers: [PROD, DEV].map((account) => ({ name: 'sample', account, region: HOME, createdMs: NOW })),
      athena: athenaSeed({ workGroups: [{ ...SAMPLE_GROUP, account: PROD, region: HOME }] }),
    });
    const { text, checked } = await stage.look({
      ...awsSettings(fake.url),
      WHODID_ATHENA_WORKGROUP: SAMPLE_GROUP.name,
      WHODID_ATHENA_REGION: HOME,
      WHODID_AWS_ORGANIZATION: 'on',
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      SECURITY_CHANNEL: 'C00SECURITY',
    });
    await expect(text).toMatchFileSnapshot('golden/healthy.txt');
    // Copies of a bucket would take the place of the folder of logs.
    const asked = checked.filter(({ name }) => name !== 'log bucket');
    expect(new Set(asked.map(({ result }) => result.status))).toEqual(new Set(['ok']));
  });

  it('says of a broken one what to change, to the statement and the setting', async () => {
    const poor = await doctorStage({ scopes: ['chat:write', 'commands', 'users:read'], appToken: 'xapp-another' });
    const { fake } = await openStage({
      trails: [{ ...TRAIL, logging: false }],
      credentials: [
        { ...KEYS, account: PROD, allowed: ['sts:*', 'cloudtrail:DescribeTrails', 'cloudtrail:GetEventDataStore'] },
      ],
      roles: [{ arn: ROLE, trusts: [PROD], externalId: 'another-external-id' }],
    });
    const client = new Redis(redisUrl);
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const admin = new pg.Client({ connectionString: databaseUrl });
    await admin.connect();
    await admin.query('CREATE ROLE limited LOGIN');
    const { text, json, checked } = await poor.look({
      ...awsSettings(fake.url),
      DATABASE_URL: databaseUrl.replace('whodid@', `limited:${PASSWORD}@`),
      REDIS_URL: redisUrl,
      WHODID_LOGS: '/nowhere/at/all',
    });
    await admin.query('DROP ROLE limited');
    await admin.end();
    await client.config('SET', 'maxmemory-policy', 'noeviction');
    client.disconnect();
    await poor.close();
    await expect(text).toMatchFileSnapshot('golden/broken.txt');
    await expect(`${JSON.stringify(JSON.parse(json), null, 2)}\n`).toMatchFileSnapshot('golden/broken.json');
    expect(checked.filter(({ result }) => result.status === 'ok').map(({ name }) => name)).toEqual([
      'settings',
      'data folder',
      'AWS credentials',
    ]);
    for (const secret of [...Object.values(SECRETS), PASSWORD]) expect(text + json).not.toContain(secret);
  });

  it('names a wrong password without repeating it', async () => {
    const client = new Redis(redisUrl);
    await client.config('SET', 'requirepass', 'the-right-password');
    const { text, checked } = await stage.look({ REDIS_URL: redisUrl.replace('//', `//:${PASSWORD}@`) });
    await client.config('SET', 'requirepass', '');
    client.disconnect();
    const { result } = checked.find(({ name }) => name === 'Redis') ?? {};
    expect(result?.status).toBe('failed');
    expect(result?.found).toMatch(/WRONGPASS/);
    expect(text).not.toContain(PASSWORD);
  });
});

describe('whodid doctor', () => {
  it('tries nothing more where the settings cannot be read', async () => {
    const stage = await doctorStage();
    const { checked, text } = await stage.look({ PORT: 'eighty', SLACK_BOT_TOKEN: 'my-secret-token' });
    await stage.close();
    expect(checked).toHaveLength(1);
    expect(text).toContain('PORT is "eighty": write a whole number');
    expect(text).not.toContain('my-secret-token');
  });

  it('warns of a Region that is off and of throttling, and says which accounts no trail records', async () => {
    const stage = await doctorStage();
    const { fake } = await openStage({ credentials: [{ ...KEYS, account: DEV }] });
    fake.inject({ kind: 'throttle', operation: 'LookupEvents' });
    const { checked } = await stage.look({
      WHODID_EVENT_HISTORY: 'on',
      AWS_ENDPOINT_URL: fake.url,
      WHODID_AWS_REGIONS: `${HOME},eu-south-1`,
    });
    await stage.close();
    const results = Object.fromEntries(checked.map(({ name, result }) => [name, result]));
    expect(results['event history']).toMatchObject({ status: 'warn' });
    expect(results['event history']?.mend.join()).toContain('Enable Region eu-south-1 in account 444455556666');
    expect(results.trails?.mend.join()).toContain(`No trail records these places`);
    expect(results['AWS roles']?.status).toBe('not-configured');
  });

  it('says what a trail that can be looked at does not do', async () => {
    const stage = await doctorStage();
    const { fake } = await openStage({ trails: [{ ...TRAIL, logging: false }] });
    const settings = { WHODID_EVENT_HISTORY: 'on', AWS_ENDPOINT_URL: fake.url, WHODID_AWS_REGIONS: HOME };
    const { checked } = await stage.look(settings);
    await stage.close();
    const { result } = checked.find(({ name }) => name === 'trails') ?? {};
    expect(result).toMatchObject({ status: 'warn' });
    expect(result?.mend).toEqual([
      'Trail sample-trail is off since 2026-11-20T12:00:00Z: start its logging (111122223333 eu-west-1).',
    ]);
  });

  it('fits its sentences to the terminal, and leaves statements whole for copying', async () => {
    const stage = await doctorStage();
    const { fake } = await openStage({ credentials: [{ ...KEYS, account: PROD, allowed: [] }] });
    const settings = { WHODID_EVENT_HISTORY: 'on', AWS_ENDPOINT_URL: fake.url, WHODID_AWS_REGIONS: HOME };
    const { text } = await stage.look(settings, 80);
    await stage.close();
    const lines = text.split('\n').filter((line) => !line.includes('{'));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    const statements = text.split('\n').filter((line) => line.includes('{'));
    expect(statements.map((line): unknown => JSON.parse(line))).toContainEqual({
      Effect: 'Allow',
      Action: ['cloudtrail:LookupEvents'],
      Resource: '*',
    });
  });

  it('says that AWS, Slack and servers do not answer, and where to look', async () => {
    const stage = await doctorStage();
    const nobody = 'http://127.0.0.1:9';
    const { checked } = await stage.look({
      WHODID_EVENT_HISTORY: 'on',
      AWS_ENDPOINT_URL: nobody,
      SLACK_API_URL: `${nobody}/api/`,
      DATABASE_URL: 'postgres://sample@127.0.0.1:9/sample',
      REDIS_URL: 'redis://127.0.0.1:9',
    });
    await stage.close();
    for (const { name, result } of checked) {
      const notAsked = ['log bucket', 'CloudTrail Lake', 'Athena', 'Logs Insights'];
      if (['settings', 'data folder', 'log folder', 'log index', ...notAsked].includes(name)) continue;
      expect(`${name} ${result.status}`).toBe(`${name} failed`);
    }
  });
});
