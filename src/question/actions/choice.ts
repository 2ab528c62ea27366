// The calls a verb and what it acts on are read as.

import type { CatalogAction } from '../../catalog/catalog.ts';
import type { NounMeaning } from '../../catalog/nouns.ts';
import type { ParameterFact } from '../../domain/question.ts';

/** A call, or a call with parameters that decide; `service` null: in any service. */
export interface ChosenCall {
  readonly service: string | null;
  readonly name: string;
  readonly facts: readonly ParameterFact[];
}

export interface Choice {
  readonly calls: readonly ChosenCall[];
  /** Without a call: any call for which one of these holds. */
  readonly facts: readonly ParameterFact[];
  /** Any call that writes (true: reads), in place of calls. */
  readonly readOnly: boolean | null;
  readonly undo: { readonly calls: readonly ChosenCall[]; readonly facts: readonly ParameterFact[] } | null;
  /** Why these, where the words alone do not say. */
  readonly reason: string | null;
  /** Without a call: only calls of these services; null: of any. */
  readonly services: readonly string[] | null;
  /** Nouns of the question that go with none of the calls. */
  readonly idle: readonly NounMeaning[];
  /** The calls change the thing; whether in the way the verb says, they do not tell. */
  readonly loosely: boolean;
}

export const PLAIN: Choice = {
  calls: [],
  facts: [],
  readOnly: null,
  undo: null,
  reason: null,
  services: null,
  idle: [],
  loosely: false,
};

export function toCall(action: CatalogAction): ChosenCall {
  return { service: action.service, name: action.name, facts: [] };
}
