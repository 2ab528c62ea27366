// Settings → what features ask of AWS beside events: postures of trails, remediation, findings of Access Analyzer.
import type { AskDeps } from './ask.ts';
import type { Config } from './config/config.ts';
import { openRemediator } from './open-remediator.ts';
import { organisationOf, reachOf, targetsOf } from './open-sources.ts';
import { readEvents } from './read-events.ts';
import type { Ports } from './start-features.ts';

/** `deps`: the sources that questions are put to, for what features look up in passing. */
export async function openPorts(config: Config, deps: AskDeps): Promise<Ports> {
  const { eventHistory } = config;
  // Where AWS may be asked at all, its accounts and Regions are those of event history.
  const remediator = await openRemediator(config);
  const remediation = remediator === null ? {} : { remediator };
  if (!eventHistory.use) return { ...remediation, close: async () => remediator?.close() };
  const { DEFAULT_REGIONS } = await import('./sources/event-history.ts');
  const { exposurePort } = await import('./sources/external-access/exposure-port.ts');
  const listed = eventHistory.organization || eventHistory.regions.length === 0;
  const exposure = exposurePort({
    aws: reachOf(eventHistory),
    targets: targetsOf(eventHistory, DEFAULT_REGIONS),
    ...(listed ? { organisation: await organisationOf(eventHistory) } : {}),
  });
  const { posturePort } = await import('./sources/trail-receipt/posture-port.ts');
  const postures = posturePort({
    aws: reachOf(eventHistory),
    targets: targetsOf(eventHistory, DEFAULT_REGIONS),
    ...(listed ? { organisation: await organisationOf(eventHistory) } : {}),
  });
  return {
    ...remediation,
    trailPostures: postures,
    accountNames: async () => (await deps.accountNames?.()) ?? {},
    exposed: {
      report: () => exposure.report(),
      through: (asked, errand) => readEvents(asked, deps, errand),
      accountNames: async () => (await deps.accountNames?.()) ?? {},
    },
    close: async () => {
      remediator?.close();
      exposure.close();
      postures.close();
    },
  };
}
