// What people call a source, in the middle of a sentence.
import type { SourceName } from '../domain/coverage.ts';

const WORDS: Readonly<Record<SourceName, string>> = {
  archive: 'the log archive',
  'event-history': 'event history',
  athena: 'Athena',
  'logs-insights': 'Logs Insights',
  lake: 'CloudTrail Lake',
};

export function sourceWords(name: SourceName): string {
  return WORDS[name];
}
