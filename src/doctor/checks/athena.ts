// The workgroup is there and has a limit, the table is there and can be asked. No query is run: each is billed.
import { type AthenaCalls, athenaCalls } from '../../aws/athena.ts';
import type { AwsOptions } from '../../aws/aws-options.ts';
import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';
import type { AthenaSettings } from '../../config/config.ts';
import { isFailure } from '../../domain/failure.ts';
import { missingColumns } from '../../sources/athena/columns-needed.ts';
import { groupOf } from '../../sources/athena/known-facts.ts';
import { tableFacts } from '../../sources/athena/table-facts.ts';
import { type Check, type CheckResult, failed, notConfigured, OWN_POLICY, ok, warn } from '../check.ts';

/** What the check asks of Athena. */
export type AthenaPort = Pick<AthenaCalls, 'workGroup' | 'table' | 'close'>;

/** What a question calls, which a look at workgroup and table does not show to be allowed. */
const QUERY_ACTIONS = ['StartQueryExecution', 'GetQueryExecution', 'GetQueryResults', 'StopQueryExecution'].map(
  (name) => `athena:${name}`,
);
const SETUP = 'Make it with whodid athena setup; --dry-run shows the statement first.';

/** The port for the settings' workgroup and table. */
export function athenaPort(settings: AthenaSettings, aws: AwsOptions): AthenaPort {
  return athenaCalls(aws, settings);
}

export function athenaCheck(settings: AthenaSettings | null, port: AthenaPort | null): Check {
  return {
    name: 'Athena',
    run: async (signal) => {
      if (settings === null || port === null) {
        return notConfigured('Athena is not asked: set WHODID_ATHENA_WORKGROUP where a trail writes to a bucket.');
      }
      try {
        return await look(settings, port, signal);
      } finally {
        port.close();
      }
    },
  };
}

async function look(settings: AthenaSettings, port: AthenaPort, signal: AbortSignal): Promise<CheckResult> {
  const name = `${settings.database}.${settings.table}`;
  const group = await port.workGroup(signal);
  const place = `arn:aws:athena:${settings.region}:*`;
  if (isTrouble(group) && group.trouble === 'denied') {
    return denied(group, `${place}:workgroup/${settings.workGroup}`);
  }
  const limit = groupOf(group, { table: name, workGroup: settings.workGroup, hasOutput: settings.output !== null });
  if (isFailure(limit)) return failed(limit.why, limit.instead);
  const table = await port.table(signal);
  if (isTrouble(table)) {
    if (table.trouble === 'denied') return denied(table, `${place}:datacatalog/AwsDataCatalog`);
    return failed(`${table.action} ended with ${table.code}: the table ${name} could not be looked at.`, SETUP);
  }
  const facts = tableFacts(table, name);
  if ('why' in facts) return failed(`The table ${name} cannot be asked. ${facts.why}`, SETUP);
  const { accounts, regions, types } = facts;
  const found = `Table ${name} covers ${many(accounts.values.length, 'account')} and ${many(regions.values.length, 'Region')}; workgroup ${settings.workGroup} ends queries that scan more than ${(limit / 1e9).toFixed(1)} GB; no query was run, for each is billed, so whether ${QUERY_ACTIONS.join(', ')} are allowed is not known.`;
  const missing = missingColumns(EVERYTHING, types);
  return missing.length === 0 ? ok(found) : warn(found, `It lacks the columns ${missing.join(', ')}. ${SETUP}`);
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** A question that needs every column. */
const EVERYTHING = {
  kind: 'all',
  tests: [
    { kind: 'actor', resource: { text: 'x', form: 'name', type: null, tokens: [], partial: false } },
    { kind: 'source-ip', ip: '192.0.2.1' },
    { kind: 'tool', tool: 'cli' },
    { kind: 'account', account: '111122223333' },
    { kind: 'region', region: 'eu-west-1' },
    { kind: 'read-only', readOnly: true },
  ],
} as const;

function denied({ action, code }: AwsTrouble, resource: string): CheckResult {
  const result = failed(
    `${action} ended with ${code}.`,
    'Allow it to the credentials whodid runs with; deploy/iam/athena.json has all that Athena needs.',
  );
  const statement = { Effect: 'Allow', Action: [action], Resource: resource } as const;
  return { ...result, permissions: [{ of: OWN_POLICY, statement }] };
}
