// What a digest is made of: a name, words for people, and where its content comes from. One file each in `definitions/`.
import type { AuditEvent } from '../domain/audit-event.ts';
import type { EventTest } from '../domain/question.ts';

/** Part of a digest of events. */
export interface DigestSection {
  /** Short and stable: what is new is told apart by it. */
  readonly id: string;
  readonly title: string;
  /** What the headline says of it after a number: `2 failed root sign-ins`; null: told apart, no news by itself. */
  readonly counted: { readonly one: string; readonly many: string } | null;
  readonly holds: (event: AuditEvent) => boolean;
}

/** A stored question: put like any other, its events sorted into sections. */
export interface EventsContent {
  readonly kind: 'events';
  readonly test: EventTest;
  /** What the picture counts, where that is less than `test`: a source counts by some conditions only. */
  readonly trend?: EventTest;
  /** What one types to ask about the same, without the time. */
  readonly words: string;
  readonly noun: { readonly one: string; readonly many: string };
  /** In the order they are shown. */
  readonly sections: readonly DigestSection[];
  /** The section an event belongs to; null: the test let it through, and it is none of this digest's. */
  readonly sectionOf: (event: AuditEvent) => string | null;
  /** A clause about one event beside who, what and where; null: nothing. */
  readonly note: (event: AuditEvent) => string | null;
}

/** What is found now by whoever watches it, and no search: `DigestFindings`. */
export interface FindingsContent {
  readonly kind: 'findings';
  readonly noun: { readonly one: string; readonly many: string };
}

/** What the bot's own paid queries cost, from its own records. */
export interface SpendContent {
  readonly kind: 'spend';
}

export interface DigestDefinition {
  readonly name: string;
  readonly title: string;
  /** What it tells, for lists and help. */
  readonly about: string;
  readonly content: EventsContent | FindingsContent | SpendContent;
}

/** The first section that holds, in their order. */
export function firstOf(sections: readonly DigestSection[]): EventsContent['sectionOf'] {
  return (event) => sections.find((section) => section.holds(event))?.id ?? null;
}

export function isAttempt({ outcome }: AuditEvent): boolean {
  return outcome.kind === 'attempted';
}

export function isAction(event: AuditEvent, service: string, name: string): boolean {
  return event.service === service && event.action.toLowerCase() === name.toLowerCase();
}

export function anyOf(...tests: readonly EventTest[]): EventTest {
  return { kind: 'any', tests };
}

export function allOf(...tests: readonly EventTest[]): EventTest {
  return { kind: 'all', tests };
}

export function actionTest(service: string, name: string): EventTest {
  return { kind: 'action', service, name };
}
