// Whether what stands beside a verb's object ("DNS logging", "a lightsail instance", "a policy to a group") goes with calls
// chosen by a rule: the calls it goes with, or none, and then the rule says nothing about what was asked.
import type { NounMeaning } from '../../catalog/nouns.ts';
import type { ChosenCall } from './choose-actions.ts';
import type { ActedOn } from './matching.ts';

/**
 * The calls that the services and the other nouns of a question allow; null when they allow none, so that the rule must
 * not be used. `general`: the rule is about whatever the verb acts on, and only its calls are narrowed.
 */
export function allowed(calls: readonly ChosenCall[], on: ActedOn, general: boolean): readonly ChosenCall[] | null {
  if (calls.length === 0) return calls;
  const { services } = on;
  const here = calls.filter(({ service }) => services === null || service === null || services.includes(service));
  if (here.length === 0) return null;
  if (on.loose.length === 0) return here;
  const named = here.filter((call) => on.loose.some((noun) => names(call, noun)));
  if (named.length > 0) return named;
  const near = here.filter((call) => on.loose.some((noun) => call.service === null || serves(call, noun)));
  if (near.length > 0) return near;
  return general ? here : null;
}

function names({ service, name }: ChosenCall, noun: NounMeaning): boolean {
  const lower = name.toLowerCase();
  return noun.keys.some((own) => (own.service === null || own.service === service) && lower.includes(own.key));
}

function serves({ service }: ChosenCall, noun: NounMeaning): boolean {
  return noun.keys.some((own) => own.service === service);
}
