// One installation for the doctor to look at: settings that point to real Redis and PostgreSQL, and to the stand-ins for AWS
// and Slack. What differs from run to run is replaced in what it prints.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config/read-config.ts';
import { checksFor } from '../../src/doctor/checks/index.ts';
import { doctorJson, doctorText } from '../../src/doctor/render-doctor.ts';
import { type Checked, runChecks } from '../../src/doctor/run-checks.ts';
import { secretsOf } from '../../src/doctor/secrets-of.ts';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { sampleWorkspace } from '../../src/fakes/slack/sample-workspace.ts';
import { BOT_SCOPES } from '../../src/slack/scopes.ts';
import { NOW } from '../fakes/aws/sample-record.ts';
import { KEYS } from '../fakes/aws/stage.ts';
import { aRecord } from '../records/a-record.ts';

/** Every secret there is, so that a test can look for them. */
export const SECRETS = {
  SLACK_BOT_TOKEN: 'xoxb-sample-bot-secret',
  SLACK_APP_TOKEN: 'xapp-sample-app-secret',
  SLACK_SIGNING_SECRET: 'samplesigningsecret0',
  WHODID_AWS_EXTERNAL_ID: 'sample-external-secret',
} as const;

export interface Looked {
  readonly checked: readonly Checked[];
  readonly text: string;
  readonly json: string;
}

export interface DoctorStage {
  readonly slack: FakeSlack;
  readonly folder: string;
  /** `settings`: over the ones every test has; `null` leaves one out. */
  look(settings: Readonly<Record<string, string | null>>, width?: number): Promise<Looked>;
  close(): Promise<void>;
}

export async function doctorStage(slackOptions: Partial<FakeSlackOptions> = {}): Promise<DoctorStage> {
  const folder = mkdtempSync(join(tmpdir(), 'whodid-doctor-'));
  mkdirSync(join(folder, 'logs'));
  writeFileSync(join(folder, 'logs', 'a.json'), JSON.stringify({ Records: [aRecord()] }));
  const slack = await startFakeSlack({
    botToken: SECRETS.SLACK_BOT_TOKEN,
    appToken: SECRETS.SLACK_APP_TOKEN,
    signingSecret: SECRETS.SLACK_SIGNING_SECRET,
    workspace: sampleWorkspace(),
    scopes: BOT_SCOPES,
    ...slackOptions,
  });
  return {
    slack,
    folder,
    async look(settings, width) {
      const env = {
        ...SECRETS,
        SLACK_API_URL: slack.apiUrl,
        WHODID_DATA: join(folder, 'data'),
        WHODID_LOGS: join(folder, 'logs'),
        WHODID_EVENT_HISTORY: 'off',
        ...settings,
      };
      const reading = readConfig(
        Object.fromEntries(Object.entries(env).map(([name, text]) => [name, text ?? undefined])),
      );
      const checked = await runChecks(checksFor(reading, { aws: { credentials: KEYS }, clock: () => NOW }));
      const secrets = reading.ok ? secretsOf(reading.config) : [];
      return {
        checked,
        text: settled(doctorText(checked, secrets, width ?? UNWRAPPED), folder),
        json: settled(doctorJson(checked, secrets), folder),
      };
    },
    async close() {
      await slack.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Wide enough that no line is broken, wherever this machine's folders and ports would have it break. */
const UNWRAPPED = 10_000;

/** Without folders, ports, versions and sizes of this machine. */
function settled(text: string, folder: string): string {
  return text
    .replaceAll(folder, 'FOLDER')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replaceAll(/version \d+(\.\d+)*/g, 'version N')
    .replaceAll(/[\d.]+ [kMG]B are free/g, 'N GB are free');
}
