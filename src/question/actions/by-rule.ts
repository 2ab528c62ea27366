// A verb's own rules to the calls meant: the first that is about the thing, and that nothing beside it contradicts.
import { type NounMeaning, nounsOfType } from '../../catalog/nouns.ts';
import type { ParameterFact } from '../../domain/question.ts';
import type { Lexicon } from '../text/items.ts';
import type { Rule, VerbFamily } from '../verbs/family.ts';
import { type ActedOn, ownerTypes } from './acted-on.ts';
import { agreeing, goesWith } from './agreeing.ts';
import { type Choice, type ChosenCall, PLAIN } from './choice.ts';
import { taggingCalls } from './tagging.ts';
import { typeKey } from './type-key.ts';

/** What the first fitting rule says; null when none is about the thing. */
export function firstRule(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  for (const rule of family.rules ?? []) {
    if (!applies(rule, on)) continue;
    const choice = byRule(rule, on, words);
    if (choice.calls.length === 0) return { ...choice, services: servicesOf(on) };
    const about = isGeneral(rule) ? ofHead(choice.calls, on, words, rule) : choice.calls;
    const { calls, idle } = agreeing(
      directed(about, on),
      { ...on, loose: on.loose.filter((noun) => !isSaidBy(rule, noun)) },
      words,
    );
    const contradicted = !isGeneral(rule) && idle.length > 0;
    if (calls.length > 0 && !contradicted && (rule.both !== undefined || isOfOwner(calls, on, words)))
      return { ...choice, calls, idle };
  }
  return null;
}

/** About whatever the verb acts on. */
function isGeneral(rule: Rule): boolean {
  return [rule.nouns, rule.types, rule.targets, rule.both].every((about) => about === undefined);
}

/** "a permission to lambda mailer-1": a rule about a part says nothing of parts of another service's things. */
function isOfOwner(calls: readonly ChosenCall[], { head, own, types }: ActedOn, words: Lexicon): boolean {
  if (head === null || own || types.length === 0) return true;
  return calls.some(({ service, name }) => {
    const actions = words.catalog.byName.get(name.toLowerCase()) ?? [];
    return types.some((type) => {
      const [of = '', key = ''] = type.split(':');
      const acts = actions.some((action) => action.types.some((each) => typeKey(each) === typeKey(key)));
      return service === null || service === of || acts;
    });
  });
}

/** A call of the type's service that IAM says acts on it, or whose name holds its noun. */
function actsOnType({ service, name }: ChosenCall, type: string, words: Lexicon): boolean {
  const [of = '', key = ''] = type.split(':');
  if (service !== of) return false;
  const actions = words.catalog.byName.get(name.toLowerCase()) ?? [];
  const nouns = nounsOfType(type);
  return (
    nouns.some((noun) => name.toLowerCase().includes(noun.key)) ||
    actions.some((action) => action.service === of && action.types.some((each) => typeKey(each) === typeKey(key)))
  );
}

/** Of a rule about anything, the calls that go with what is acted on; none when it is not about that. */
function ofHead(
  calls: readonly ChosenCall[],
  { head, own, types }: ActedOn,
  words: Lexicon,
  { ownService }: Rule,
): readonly ChosenCall[] {
  // "made subnet-0abc public": none of the calls is about such a thing.
  if (head === null && ownService === true && types.length > 0)
    return calls.some((call) => types.some((type) => actsOnType(call, type, words))) ? calls : [];
  if (head === null || SAYS_NOTHING.has(head.id)) return calls;
  const fitting = calls.filter((call) => goesWith(call, head, words));
  return own && fitting.length > 0 ? calls : fitting;
}

/** Nouns of the deed rather than of a thing: "granted access", "gave admin rights". */
const SAYS_NOTHING = new Set(['access', 'permission', 'login', 'account', 'admin', 'administrator', 'root']);

function applies(rule: Rule, on: ActedOn): boolean {
  if (rule.mark !== undefined && !on.marks.has(rule.mark)) return false;
  if (rule.untyped === true && !(on.named && on.types.length === 0 && on.owners.length === 0)) return false;
  if (rule.moved === true && !on.moved) return false;
  if (rule.traffic === true && !on.traffic) return false;
  if (rule.both !== undefined) return rule.both.every((side) => isThere(side, on));
  if (isGeneral(rule)) return true;
  if (on.bareObject && on.types.some((type) => rule.targets?.includes(type))) return true;
  if (rule.nouns?.length === 0) return on.head === null && on.types.length === 0;
  if (rule.of !== undefined && !isOf(rule.of, on)) return false;
  if (on.head !== null && rule.nouns?.includes(on.head.id)) return true;
  const free = on.head === null || on.own;
  return free && on.types.some((type) => rule.types?.includes(type));
}

/** Where only the parameters decide, the services that the nouns beside and the question itself name. */
function servicesOf({ loose, services }: ActedOn): readonly string[] | null {
  const named = loose.flatMap(({ keys }) => keys.flatMap(({ service }) => (service === null ? [] : [service])));
  return services ?? (named.length === 0 ? null : [...new Set(named)]);
}

/** The rule itself asks for the noun: it need not show in the calls as well. */
function isSaidBy({ of, both, ownService }: Rule, { id, type }: NounMeaning): boolean {
  return ownService !== true && [...(of ?? []), ...(both ?? []).flat()].some((each) => each === id || each === type);
}

/** Named with its type, or said by its noun. */
function isThere(side: readonly string[], { head, owners, types, bareBeside }: ActedOn): boolean {
  if (bareBeside && side.includes('?')) return true;
  const said = [...owners, ...(head === null ? [] : [head])].flatMap(({ id, type }) => [id, type ?? id]);
  return [...types, ...said].some((each) => side.includes(each));
}

function isOf(of: readonly string[], on: ActedOn): boolean {
  return ownerTypes(on).some((type) => of.includes(type)) || on.owners.some(({ id }) => of.includes(id));
}

function byRule(rule: Rule, on: ActedOn, words: Lexicon): Choice {
  const facts = rule.facts ?? [];
  const own = rule.ownService === true ? ownCalls : (calls: readonly ChosenCall[]) => calls;
  const undo = rule.undoneBy;
  const tagging = rule.tagging === undefined ? [] : taggingCalls(rule.tagging, on, words);
  const listed = own(
    rule.actions.map((name) => ruleCall(name, facts)),
    on,
  );
  return {
    ...PLAIN,
    calls: tagging.length > 0 ? tagging : listed,
    facts: rule.actions.length === 0 ? facts : [],
    undo:
      undo === undefined
        ? null
        : {
            calls: own(
              undo.actions.map((name) => ruleCall(name, undo.facts ?? [])),
              on,
            ),
            facts: undo.actions.length === 0 ? (undo.facts ?? []) : [],
          },
    reason: rule.reason,
    loosely: rule.loosely === true,
  };
}

/** `ec2:ModifySnapshotAttribute?`: with a `?`, only when one of the facts holds. */
function ruleCall(written: string, facts: readonly ParameterFact[]): ChosenCall {
  const [service = '', name = ''] = written.replace('?', '').split(':');
  return { service: service === '*' ? null : service, name, facts: written.endsWith('?') ? facts : [] };
}

function ownCalls(calls: readonly ChosenCall[], on: ActedOn): readonly ChosenCall[] {
  const nouns = on.head?.keys.flatMap(({ service }) => (service === null ? [] : [service])) ?? [];
  const services = new Set([...nouns, ...on.types.map((type) => type.split(':')[0])]);
  const own = calls.filter(({ service }) => services.has(service ?? undefined));
  const keys = [...(on.head?.keys ?? []), ...on.types.flatMap(nounsOfType)];
  const named = own.filter(({ service, name }) =>
    keys.some((key) => key.service === service && name.toLowerCase().includes(`modify${key.key}`)),
  );
  if (named.length > 0) return named;
  return own.length > 0 ? own : calls;
}

/** "egress rules", "inbound": calls come in pairs, one for each direction. */
function directed(calls: readonly ChosenCall[], on: ActedOn): readonly ChosenCall[] {
  const text = [on.head, ...on.owners].map((noun) => noun?.text ?? '').join(' ');
  const [into, out] = [/\b(?:ingress|inbound)\b/i.test(text), /\b(?:egress|outbound)\b/i.test(text)];
  if (into === out) return calls;
  return calls.filter(({ name }) => !name.endsWith(into ? 'Egress' : 'Ingress'));
}
