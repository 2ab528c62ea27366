// Settings → what features ask of AWS beside events: postures of trails, remediation, findings of Access Analyzer.
import type { AskDeps } from './ask.ts';
import type { Config } from './config/config.ts';
import { organisationOf, reachOf, targetsOf } from './open-sources.ts';
import { readEvents } from './read-events.ts';
import type { Ports } from './start-features.ts';

/** `deps`: the sources that questions are put to, for what features look up in passing. */
export async function openPorts(config: Config, deps: AskDeps): Promise<Ports> {
  const { eventHistory } = config;
  // Where AWS may be asked at all, its accounts and Regions are those of event history.
  if (!eventHistory.use) return {};
  const { DEFAULT_REGIONS } = await import('./sources/event-history.ts');
  const { exposurePort } = await import('./sources/external-access/exposure-port.ts');
  const listed = eventHistory.organization || eventHistory.regions.length === 0;
  const exposure = exposurePort({
    aws: reachOf(eventHistory),
    targets: targetsOf(eventHistory, DEFAULT_REGIONS),
    ...(listed ? { organisation: await organisationOf(eventHistory) } : {}),
  });
  return {
    exposed: {
      report: () => exposure.report(),
      through: (asked, errand) => readEvents(asked, deps, errand),
      accountNames: async () => (await deps.accountNames?.()) ?? {},
    },
    close: async () => exposure.close(),
  };
}

/** The way to make approved changes; nothing where no role is set for them. */
async function remediation({ approvals, eventHistory }: Config): Promise<Pick<Ports, 'remediator' | 'close'>> {
  const { role } = approvals;
  if (role === null) return {};
  const { remediator } = await import('./aws/remediation.ts');
  const aws = eventHistory.endpoint === null ? {} : { endpoint: eventHistory.endpoint };
  const made = remediator({ aws, role, externalId: eventHistory.externalId, clock: Date.now });
  return { remediator: made, close: async () => made.close() };
}
