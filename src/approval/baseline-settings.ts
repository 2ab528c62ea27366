// A trail's accepted settings → what pins them, and whether putting them back would itself blind the trail. Says nothing of
// how the trail stands now.
import { createHash } from 'node:crypto';
import type { BaselinePin, RestoreKind } from '../domain/approval.ts';
import type { Json } from '../domain/audit-event.ts';
import type { TrailSettingsKept } from '../domain/remediation.ts';
import { BY_DEFAULT, leftOutWords, readRecording } from '../trails/recording.ts';

/** `version`: the baseline's own number. */
export function pinOf(version: number, settings: TrailSettingsKept): BaselinePin {
  return { version, sha256: createHash('sha256').update(sorted(settings), 'utf8').digest('hex') };
}

export function samePin(one: BaselinePin, other: BaselinePin): boolean {
  return one.version === other.version && one.sha256 === other.sha256;
}

/** JSON with its keys in order at every depth, so that the same settings always read the same. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${sorted(inner)}`).join(',')}}`;
}

/** Why a baseline is not to be put back, as a sentence of plain text; null: it records what a trail should. */
export function weakness(kind: RestoreKind | 'recreate-trail', settings: TrailSettingsKept): string | null {
  const whole = kind === 'recreate-trail';
  if (whole || kind === 'restore-selectors') {
    const lost = leftOutWords(recordingOf(settings));
    if (lost !== null) return `The baseline itself leaves something out: ${lost}. Accept a better one first.`;
  }
  if ((whole || kind === 'restore-validation') && !settings.validation) {
    return 'The baseline itself has log file validation off. Accept a better one first.';
  }
  if (kind === 'restore-multi-region' && !settings.multiRegion) {
    return 'The baseline itself records one Region only. Accept a better one first.';
  }
  if (kind === 'restore-insights' && settings.insightSelectors.length === 0) {
    return 'The baseline itself has Insights off. Accept a better one first.';
  }
  return null;
}

function recordingOf({ eventSelectors, advancedEventSelectors }: TrailSettingsKept) {
  const value: Json = { EventSelectors: eventSelectors ?? [], AdvancedEventSelectors: advancedEventSelectors ?? [] };
  return readRecording(value) ?? BY_DEFAULT;
}
