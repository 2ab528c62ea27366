// The sources a command can ask: a folder named with --logs, else what is configured.
import { resolve } from 'node:path';
import { loadConfig } from '../config/load-config.ts';
import { type OpenSources, openSources } from '../open-sources.ts';

export interface LogsOption {
  readonly logs?: string | undefined;
}

/** `misuse`: nothing to ask is configured, which only the person at the keyboard can mend. */
export type Sources =
  | ({ readonly kind: 'sources'; readonly perQuestionUsd: number | null } & OpenSources)
  | { readonly kind: 'misuse'; readonly problem: string };

export async function commandSources(options: LogsOption): Promise<Sources> {
  const reading = loadConfig();
  if (!reading.ok) return { kind: 'misuse', problem: reading.problems.join('\n') };
  const { config } = reading;
  // Logs that were named are what is asked, and nothing else.
  const named =
    options.logs === undefined
      ? config
      : {
          ...config,
          logsFolder: resolve(options.logs),
          eventHistory: { ...config.eventHistory, use: false },
          lake: null,
          athena: null,
          logsInsights: null,
          bucket: null,
        };
  const open = await openSources(named);
  return open.sources.length === 0
    ? { kind: 'misuse', problem: NOTHING_TO_ASK }
    : { kind: 'sources', perQuestionUsd: config.spend.perQuestionUsd, ...open };
}

const NOTHING_TO_ASK =
  'There are no logs to ask. Name a folder of CloudTrail log files with --logs FOLDER or in WHODID_LOGS, or give AWS ' +
  "credentials (AWS_PROFILE, AWS_ACCESS_KEY_ID …) to ask AWS's event history. (whodid demo makes a sample.)";
