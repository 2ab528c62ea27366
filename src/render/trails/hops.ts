// Who was behind the calls of an incident, hop by hop → lines for its thread; null where the records name the caller, and
// that is all.
import type { Incident } from '../../trails/incident.ts';
import { codeSpan, escapeMrkdwn } from '../escape-mrkdwn.ts';

const CULPRITS_MAX = 4;
const HOPS_MAX = 6;

export function hopLines({ culprits }: Incident): string | null {
  const lines = culprits.slice(-CULPRITS_MAX).flatMap(({ eventName, hops, hints }) => {
    if (hops.length === 0 && hints.length === 0) return [];
    const steps = hops.slice(0, HOPS_MAX).map(({ name, kind, confidence, eventID }) => {
      const event = eventID === null ? 'as the record itself says' : `event ${codeSpan(eventID)}`;
      return `• ${escapeMrkdwn(name, 200)} (${kind.replaceAll('-', ' ')}, ${confidence}; ${event})`;
    });
    return [
      `How I know who called ${codeSpan(eventName, 80)}:`,
      ...steps,
      ...hints.map((hint) => `• ${escapeMrkdwn(hint, 400)}`),
    ];
  });
  return lines.length === 0 ? null : lines.join('\n').slice(0, 3_500);
}
