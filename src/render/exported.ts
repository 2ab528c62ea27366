// What was written to a file → the lines that say so: how many of what, of which time, from where, and what is missing.
import { grouped } from '../answer/words/count.ts';
import type { Receipt } from '../domain/coverage.ts';
import type { Assumption, Window } from '../domain/question.ts';
import { escapeTerminal } from './escape-terminal.ts';
import { gapLines, receiptParts } from './receipt-lines.ts';

export interface Export {
  readonly window: Window;
  readonly assumptions: readonly Assumption[];
  readonly counts: { readonly done: number; readonly attempted: number; readonly related: number };
  readonly receipt: Receipt;
}

const GAPS_MAX = 50;

/** Plain text for a terminal, one line each. */
export function renderExported({ window, assumptions, counts, receipt }: Export, file: string): string {
  const { done, attempted, related } = counts;
  const rows = done + attempted + related;
  const lines = [
    `${grouped(rows)} ${rows === 1 ? 'event was' : 'events were'} written to ${file}: ${grouped(done)} done, ${grouped(attempted)} attempted, ${grouped(related)} related.`,
    `Window: ${window.from ?? 'the beginning'} to ${window.to} (UTC), zone ${window.zone}.`,
    ...assumptions.map((assumption) => `Assumed: ${assumption}`),
    'The column "human" is empty: who is behind each call is looked for in answers, not in exports.',
    receiptParts(receipt).join(' · '),
    ...gapLines(receipt.gaps, GAPS_MAX),
  ];
  return `${lines.map(escapeTerminal).join('\n')}\n`;
}
