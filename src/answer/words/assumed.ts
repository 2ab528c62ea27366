// Assumptions → one run of text: each ends as a sentence, however it was written.
import type { Assumption } from '../../domain/question.ts';

export function assumedText(assumptions: readonly Assumption[]): string {
  return assumptions.map((each) => (/[.!?]$/.test(each) ? each : `${each}.`)).join(' ');
}
