// Settings → what features ask of AWS beside events: postures of trails, remediation, findings of Access Analyzer.
import type { AskDeps } from './ask.ts';
import { reachOf } from './aws/aws-options.ts';
import type { Config } from './config/config.ts';
import { openRemediator } from './open-remediator.ts';
import { type OpenSources, targetsOf } from './open-sources.ts';
import { readEvents } from './read-events.ts';
import type { Ports } from './start-features.ts';

/** `deps`: the sources that questions are put to, for what features look up in passing. `places`: as the sources know them. */
export async function openPorts(
  config: Config,
  deps: AskDeps,
  { places = null }: Pick<OpenSources, 'places'>,
): Promise<Ports> {
  const { eventHistory } = config;
  // Where AWS may be asked at all, its accounts and Regions are those of event history.
  const remediator = await openRemediator(config);
  const remediation = remediator === null ? {} : { remediator };
  if (!eventHistory.use) return { ...remediation, close: async () => remediator?.close() };
  const { DEFAULT_REGIONS } = await import('./sources/event-history.ts');
  const { exposurePort } = await import('./sources/external-access/exposure-port.ts');
  const { posturePort } = await import('./sources/trail-receipt/posture-port.ts');
  const at = {
    aws: reachOf(eventHistory),
    targets: targetsOf(eventHistory, DEFAULT_REGIONS),
    ...(places === null ? {} : { organisation: places }),
  };
  const exposure = exposurePort(at);
  const postures = posturePort(at);
  const accountNames = async () => (await deps.accountNames?.()) ?? {};
  return {
    ...remediation,
    trailPostures: postures,
    accountNames,
    exposed: {
      report: () => exposure.report(),
      through: (asked, errand) => readEvents(asked, deps, errand),
      accountNames,
    },
    close: async () => {
      remediator?.close();
      exposure.close();
      postures.close();
    },
  };
}
