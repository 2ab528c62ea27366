// The sources a command can ask: a folder named with --logs, else the configured one.
import { loadConfig } from '../config/load-config.ts';
import type { Source } from '../domain/source.ts';
import { archiveSource } from '../sources/archive.ts';

export interface LogsOption {
  readonly logs?: string | undefined;
}

/** `misuse`: nothing to ask is configured, which only the person at the keyboard can mend. */
export type OpenedSources =
  | { readonly kind: 'sources'; readonly sources: readonly Source[] }
  | { readonly kind: 'misuse'; readonly problem: string };

export function openSources(options: LogsOption): OpenedSources {
  const reading = loadConfig();
  if (!reading.ok) return { kind: 'misuse', problem: reading.problems.join('\n') };
  const folder = options.logs ?? reading.config.logsFolder;
  if (folder === null) return { kind: 'misuse', problem: NO_LOGS };
  return { kind: 'sources', sources: [archiveSource({ folder, dataDir: reading.config.dataFolder })] };
}

const NO_LOGS =
  'There are no logs to ask. Name a folder of CloudTrail log files with --logs FOLDER, or set WHODID_LOGS to one. ' +
  '(whodid demo makes a sample.)';
