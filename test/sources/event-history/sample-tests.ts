// Conditions as the question reader makes them, made short.
import type { EventTest, ResourceForm, ResourceRef } from '../../../src/domain/question.ts';
import { identifierTokens } from '../../../src/records/identifier.ts';

export function ref(text: string, type: string | null = null, form: ResourceForm = 'name'): ResourceRef {
  return { text, form, type, tokens: identifierTokens(text), partial: false };
}

export const action = (service: string | null, name: string): EventTest => ({ kind: 'action', service, name });
export const named = (text: string, type: string | null = null): EventTest => ({
  kind: 'resource',
  resource: ref(text, type),
});
export const by = (text: string, form: ResourceForm = 'name'): EventTest => ({
  kind: 'actor',
  resource: ref(text, null, form),
});
export const all = (...tests: readonly EventTest[]): EventTest => ({ kind: 'all', tests });
export const any = (...tests: readonly EventTest[]): EventTest => ({ kind: 'any', tests });
