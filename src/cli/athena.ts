// `whodid athena setup`: makes the table that questions are asked of, after a look at what would be run (`--dry-run`). Runs
// in a workgroup with a limit only, and makes nothing that is there already.
import { parseArgs } from 'node:util';
import { type AthenaCalls, athenaCalls } from '../aws/athena.ts';
import { reachOf } from '../aws/aws-options.ts';
import { isTrouble } from '../aws/aws-trouble.ts';
import type { AthenaSettings, Config } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import { type Failure, isFailure } from '../domain/failure.ts';
import { renderTerminal } from '../render/terminal.ts';
import { setUp } from '../sources/athena/set-up.ts';
import { setupStatements, type TableWanted } from '../sources/athena/table-ddl.ts';
import { DEFAULT_REGIONS } from '../sources/event-history/default-regions.ts';
import { alwaysReached } from '../sources/event-history/route-lookups.ts';
import { terminalShape, write } from './terminal.ts';

const options = { 'dry-run': { type: 'boolean' } } as const;

export async function athenaCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (positionals.join(' ') !== 'setup') return misuse('Type: whodid athena setup --dry-run');
  const reading = loadConfig();
  if (!reading.ok) return misuse(reading.problems.join('\n'));
  const { athena } = reading.config;
  if (athena === null) {
    return misuse(
      'Set WHODID_ATHENA_WORKGROUP and WHODID_ATHENA_REGION to a workgroup that limits what a query may scan.',
    );
  }
  const wanted = wantedTable(athena, reading.config);
  if (typeof wanted === 'string') return misuse(wanted);
  const statements = setupStatements(wanted);
  if (values['dry-run'] === true) {
    write.out(statements.map((sql) => `${sql};\n`).join('\n'));
    return 0;
  }
  return make(athena, reading.config, statements);
}

async function make(athena: AthenaSettings, { eventHistory }: Config, statements: readonly string[]): Promise<number> {
  const { endpoint } = eventHistory;
  const calls: AthenaCalls = athenaCalls(reachOf({ endpoint }), athena);
  try {
    const made = await setUp(calls, athena, statements);
    if (isFailure(made)) return failed(made);
    const table = await calls.table();
    const known = isTrouble(table) ? '' : ` It has ${table.columns.size} columns.`;
    write.out(`The table ${athena.database}.${athena.table} is there.${known} Try: whodid doctor\n`);
    return 0;
  } finally {
    calls.close();
  }
}

/** What the settings say, or what they lack, as one sentence. */
export function wantedTable(athena: AthenaSettings, config: Pick<Config, 'eventHistory'>): TableWanted | string {
  const { setup, database, table } = athena;
  const accounts = setup.accounts.length > 0 ? setup.accounts : config.eventHistory.accounts;
  const named = config.eventHistory.regions.length > 0 ? config.eventHistory.regions : DEFAULT_REGIONS;
  // Calls on global services, and sign-ins, are logged there wherever anybody works.
  const regions = [...new Set([...named, ...alwaysReached(named)])];
  if (setup.logs === null)
    return 'Set WHODID_ATHENA_LOGS to where the trail writes its log files: s3://BUCKET or s3://BUCKET/PREFIX.';
  if (accounts.length === 0) return 'Set WHODID_ATHENA_ACCOUNTS to the accounts whose log files are there, by comma.';
  return { database, table, logs: setup.logs, organization: setup.organization, accounts, regions, from: setup.from };
}

function misuse(problem: string): number {
  write.err(`${problem}\n`);
  return 2;
}

function failed(failure: Failure): number {
  write.err(renderTerminal({ status: 'failed', text: '', failure }, terminalShape()));
  return 1;
}
