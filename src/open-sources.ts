// The settings → the sources there are to ask, cheapest first: the folder of logs, then AWS's own event history.
import type { Config, EventHistorySettings } from './config/config.ts';
import type { Source } from './domain/source.ts';
import { archiveSource } from './sources/archive.ts';
import type { HistoryTarget } from './sources/event-history.ts';

export interface OpenSources {
  readonly sources: readonly Source[];
  /** What people call the accounts, by id. */
  readonly accountNames: () => Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

/** Opens nothing yet: each source does that when it is first asked. AWS's clients are loaded only where they are used. */
export async function openSources(
  config: Pick<Config, 'logsFolder' | 'dataFolder' | 'eventHistory' | 'lake' | 'accountNames'>,
): Promise<OpenSources> {
  const { logsFolder, dataFolder, eventHistory } = config;
  const archive = logsFolder === null ? [] : [archiveSource({ folder: logsFolder, dataDir: dataFolder })];
  const history = eventHistory.use ? [await historyOf(eventHistory)] : [];
  return {
    sources: [...archive, ...history],
    accountNames: async () => config.accountNames,
    async close() {
      for (const source of history) source.close();
      for (const source of archive) await source.close();
    },
  };
}

async function historyOf(settings: EventHistorySettings) {
  const { DEFAULT_REGIONS, eventHistorySource } = await import('./sources/event-history.ts');
  const { endpoint, pagesMax, regions } = settings;
  const targets = targetsOf(settings, regions.length === 0 ? DEFAULT_REGIONS : regions);
  return eventHistorySource({ aws: endpoint === null ? {} : { endpoint }, targets, pagesMax });
}

function targetsOf(settings: EventHistorySettings, read: readonly string[]): readonly HistoryTarget[] {
  const { accounts, role, externalId } = settings;
  const further = accounts.map((accountId) => ({
    accountId,
    regions: read,
    roleArn: `arn:aws:iam::${accountId}:role/${role ?? ''}`,
    ...(externalId === null ? {} : { externalId }),
  }));
  return [{ accountId: null, regions: read }, ...further];
}
