import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { settingNames, settings } from '../../src/config/settings.ts';
import { slackProblems } from '../../src/config/slack-problems.ts';

const home = { HOME: '/home/someone' };

function config(env: Record<string, string>, file?: unknown): Config {
  const reading = readConfig({ ...home, ...env }, file);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.config;
}

function problems(env: Record<string, string>, file?: unknown): readonly string[] {
  const reading = readConfig({ ...home, ...env }, file);
  return reading.ok ? [] : reading.problems;
}

describe('readConfig', () => {
  it('starts with nothing set: loopback only, Socket Mode, one process, everything kept under the home folder', () => {
    const it = config({});
    expect(it).toMatchObject({
      host: '127.0.0.1',
      role: 'all',
      csv: 'always',
      zone: 'UTC',
      databaseUrl: null,
      redisUrl: null,
    });
    expect(it.slack).toEqual({ mode: 'socket', botToken: null, appToken: null, signingSecret: null, apiUrl: null });
    expect(it.access).toEqual({ channels: [], groups: [] });
    expect(it.dataFolder).toBe('/home/someone/.local/share/whodid');
    expect(it.notifyAfterMs).toBe(60_000);
  });

  it('has a default that its own schema takes, for every setting that has one', () => {
    for (const name of settingNames) {
      const { schema, default: text } = settings[name];
      if (text !== null) expect(schema.safeParse(text).success, name).toBe(true);
    }
  });

  it('takes the file where no variable is set, and lists in it as lists', () => {
    const file = { PORT: 8080, CSV: 'on-demand', ALLOWED_CHANNELS: ['C0AAAAAAA', 'C0BBBBBBB'] };
    const it = config({ CSV: 'always' }, file);
    expect(it.port).toBe(8080);
    expect(it.csv).toBe('always');
    expect(it.access.channels).toEqual(['C0AAAAAAA', 'C0BBBBBBB']);
  });

  it('counts an empty or blank variable as unset', () => {
    expect(config({ REDIS_URL: '', PORT: '  ' })).toMatchObject({ redisUrl: null, port: 3000 });
  });

  it('reads lists by comma and space', () => {
    expect(config({ ALLOWED_GROUPS: 'S0AAAAAAA, S0BBBBBBB,' }).access.groups).toEqual(['S0AAAAAAA', 'S0BBBBBBB']);
  });

  it('prefers XDG_DATA_HOME when it is absolute, and asks for a folder when there is no home', () => {
    expect(config({ XDG_DATA_HOME: '/data' }).dataFolder).toBe('/data/whodid');
    expect(config({ XDG_DATA_HOME: 'data' }).dataFolder).toBe('/home/someone/.local/share/whodid');
    expect(readConfig({})).toEqual({ ok: false, problems: [expect.stringContaining('WHODID_DATA')] });
    expect(readConfig({ WHODID_DATA: '/srv/whodid' })).toMatchObject({
      ok: true,
      config: { dataFolder: '/srv/whodid' },
    });
  });

  it('says all that is wrong at once, each with the setting, what was found, and what to write', () => {
    expect(problems({ PORT: '80a', SLACK_MODE: 'http2', DEFAULT_ZONE: 'Mars/Olympus' })).toEqual([
      'SLACK_MODE is "http2": write socket or http.',
      'PORT is "80a": write a whole number from 0 to 65535.',
      'DEFAULT_ZONE is "Mars/Olympus": write an IANA zone such as Europe/Madrid or UTC.',
    ]);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '1e3'],
    ['ROLE', 'All'],
    ['DATABASE_URL', 'mysql://host/db'],
    ['REDIS_URL', 'localhost:6379'],
    ['ALLOWED_CHANNELS', '#general'],
    ['ALLOWED_GROUPS', '@admins'],
    ['DEFAULT_ZONE', '+02:00'],
    ['SLACK_API_URL', 'slack.com'],
    ['JOB_LOCK_MS', '0'],
    ['WORKER_CONCURRENCY', '0'],
    ['SLACK_SIGNING_SECRET', 'short'],
  ])('refuses %s=%s', (name, text) => {
    expect(problems({ [name]: text })).toEqual([expect.stringMatching(new RegExp(`^${name} is .*: write .+\\.$`))]);
  });

  it('refuses a file that is no object, names settings that do not exist, and points to the one that was meant', () => {
    expect(problems({}, [])).toEqual([expect.stringContaining('not a JSON object')]);
    expect(problems({}, { slackMode: 'http' })).toEqual([expect.stringContaining('write SLACK_MODE')]);
    expect(problems({}, { COLOUR: 'red' })).toEqual([expect.stringContaining('"COLOUR", which is no setting')]);
    expect(problems({}, { PORT: { n: 1 } })).toEqual([expect.stringContaining('PORT in the file')]);
  });

  it("never prints a secret's value, whatever is in it", () => {
    const secrets = settingNames.filter((name) => 'secret' in settings[name]);
    expect(secrets).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'SLACK_SIGNING_SECRET',
      'DATABASE_URL',
      'REDIS_URL',
      'WHODID_AWS_EXTERNAL_ID',
    ]);
    const tail = fc.stringMatching(/^[A-Za-z0-9]{12,40}$/);
    const beginning = fc.constantFrom('', 'xoxp-', 'xoxb-', 'mysql://u:', 'xapp-', ' ');
    fc.assert(
      fc.property(fc.constantFrom(...secrets), beginning, tail, (name, start, end) => {
        const said = problems({ [name]: `${start}${end}!` }).join(' ');
        expect(said).not.toContain(end);
      }),
    );
    expect(problems({ SLACK_BOT_TOKEN: 'xoxp-123456' })).toEqual([
      "SLACK_BOT_TOKEN is a text of 11 characters beginning with xoxp-: write the app's bot token; it begins with xoxb-.",
    ]);
  });
});

describe('slackProblems', () => {
  const nothing = config({}).slack;

  it('names what Socket Mode lacks, and what HTTP lacks', () => {
    expect(slackProblems(nothing).join()).toMatch(/SLACK_BOT_TOKEN.*SLACK_APP_TOKEN/s);
    expect(slackProblems({ ...nothing, mode: 'http', botToken: 'xoxb-1' })).toEqual([
      expect.stringContaining('SLACK_SIGNING_SECRET is not set'),
    ]);
  });

  it('is silent when nothing lacks', () => {
    expect(slackProblems({ ...nothing, botToken: 'xoxb-1', appToken: 'xapp-1' })).toEqual([]);
  });

  it("asks AWS's event history where the environment names credentials, or where it was switched on", () => {
    const uses = (env: Record<string, string>) => {
      const reading = readConfig({ WHODID_DATA: '/data', ...env });
      return reading.ok ? reading.config.eventHistory.use : reading.problems;
    };
    expect(uses({})).toBe(false);
    expect(uses({ AWS_PROFILE: 'sample' })).toBe(true);
    expect(uses({ AWS_PROFILE: 'sample', WHODID_EVENT_HISTORY: 'off' })).toBe(false);
    expect(uses({ WHODID_EVENT_HISTORY: 'on' })).toBe(true);
    expect(uses({ WHODID_AWS_ACCOUNTS: '111122223333' })).toEqual([expect.stringContaining('WHODID_AWS_ROLE')]);
  });

  it('asks log groups of one Region, named, found by a prefix, or discovered', () => {
    const arn = (region: string) => `arn:aws:logs:${region}:111122223333:log-group:sample`;
    const groups = (text: string, region?: string) => {
      const env = { WHODID_LOGS_INSIGHTS_GROUPS: text, ...(region ? { WHODID_LOGS_INSIGHTS_REGION: region } : {}) };
      const found = problems(env);
      return found.length > 0 ? found.join() : config(env).logsInsights;
    };
    expect(config({}).logsInsights).toBeNull();
    expect(groups(`${arn('eu-west-1')},other`)).toMatchObject({ groups: [arn('eu-west-1'), 'other'], region: null });
    expect(groups('prefix:aws/cloudtrail/', 'eu-west-1')).toMatchObject({ region: 'eu-west-1', gbPerDay: 2 });
    expect(groups('discover')).toContain('set WHODID_LOGS_INSIGHTS_REGION');
    expect(groups(`${arn('eu-west-1')},${arn('us-east-1')}`)).toContain('several Regions');
    expect(groups(arn('eu-west-1'), 'us-east-1')).toContain('several Regions');
    expect(groups('discover,sample', 'eu-west-1')).toContain('discover beside others');
    expect(groups("x');drop", 'eu-west-1')).toContain('names or ARNs of log groups');
    expect(groups(Array.from({ length: 51 }, (_, at) => `g${at}`).join(), 'eu-west-1')).toContain('at most 50');
  });
});
