// A verb and what it acts on to the AWS calls that are meant, through the catalog: the family's rules first (where AWS's
// words differ from people's), then the family's verbs on the thing's noun, then, for a bare name, its verbs on anything.
import { type CatalogAction, writes } from '../../catalog/catalog.ts';
import { type NounKey, nounsOfType } from '../../catalog/nouns.ts';
import { nounKey } from '../../catalog/split-name.ts';
import type { ParameterFact } from '../../domain/question.ts';
import type { Lexicon } from '../text/items.ts';
import type { Rule, VerbFamily } from '../verbs/family.ts';
import { allowed } from './contradicted.ts';
import { type ActedOn, holdsAny, isWeak, matching } from './matching.ts';
import { wholesOnly } from './wholes.ts';

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
}

/** The calls meant by one family, with their undo; null: AWS has no such call for the thing. */
export function chooseActions(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  const ruled = firstRule(family, on);
  if (ruled !== null) return ruled;
  const found = byCatalog(family, on, words);
  if (found === null) return null;
  const opposite = words.verbs.families.get(family.opposite ?? '');
  const undone = opposite === undefined ? null : (chooseOnce(opposite, on, words) ?? null);
  const undo = undone === null || undone.calls.length === 0 ? null : { calls: undone.calls, facts: undone.facts };
  return { ...found, undo };
}

function chooseOnce(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  return firstRule(family, on) ?? byCatalog(family, on, words);
}

/** What the first rule says that is about the thing and that nothing beside it contradicts. */
function firstRule(family: VerbFamily, on: ActedOn): Choice | null {
  for (const rule of family.rules ?? []) {
    if (!applies(rule, on)) continue;
    const choice = byRule(rule, on);
    const general = rule.nouns === undefined && rule.types === undefined && rule.targets === undefined;
    const calls = allowed(directed(choice.calls, on), on, general);
    if (calls !== null) return { ...choice, calls };
  }
  return null;
}

function applies(rule: Rule, on: ActedOn): boolean {
  if (rule.mark !== undefined && !on.marks.has(rule.mark)) return false;
  if (rule.nouns === undefined && rule.types === undefined && rule.targets === undefined) return true;
  if (on.bareObject && on.types.some((type) => rule.targets?.includes(type))) return true;
  if (rule.nouns?.length === 0) return on.head === null && on.types.length === 0;
  if (rule.of !== undefined && !on.types.some((type) => rule.of?.includes(type))) return false;
  if (on.head !== null && rule.nouns?.includes(on.head.id)) return true;
  const free = on.head === null || on.own;
  return free && on.types.some((type) => rule.types?.includes(type));
}

function byRule(rule: Rule, on: ActedOn): Choice {
  const facts = rule.facts ?? [];
  const own = rule.ownService === true ? ownCalls : (calls: readonly ChosenCall[]) => calls;
  const undo = rule.undoneBy;
  return {
    calls: own(
      rule.actions.map((name) => ruleCall(name, facts)),
      on,
    ),
    facts: rule.actions.length === 0 ? facts : [],
    readOnly: null,
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

function byCatalog(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  const byShape = on.head === null || (on.own && on.shaped && on.types.length > 0);
  const own = on.types.filter((type) => type === on.head?.type);
  const heads = byShape ? (own.length > 0 ? own : on.types).flatMap(nounsOfType) : (on.head?.keys ?? []);
  const plain = { facts: [], readOnly: null, undo: null, reason: null };
  if (heads.length === 0) return bare(family, on, words);
  const within = narrowed(on, heads);
  const thing = on.own || on.head === null || isThing(heads, words);
  if (family.whole === 'write' && family.aws.length > 0 && thing && on.loose.length === 0) {
    const changed = changes(family, on, heads, words);
    if (changed.length > 0) return { ...plain, calls: changed.map(toCall) };
  }
  if (family.whole !== undefined && family.aws.length === 0) return whole(family);
  const literal = family.aws.filter((verb) => verb.toLowerCase() === on.word && family.id !== 'create');
  const literally = literal.length === 0 ? [] : matching(pool(literal, family, within, words), heads, within);
  const precisely = on.owners.length > 0 || literally.some((action) => holdsAny(action, heads, 'exact'));
  if (literally.length > 0 && precisely) return { ...plain, calls: literally.map(toCall) };
  const weak = isWeak(on, heads);
  for (const verbs of weak ? [family.aws] : [family.aws, family.orElse ?? []]) {
    const pooled = pool(verbs, family, within, words);
    const found = meant(matching(pooled, heads, within, verbs !== family.aws), heads, within);
    if (found.length > 0) return { ...plain, calls: found.map(toCall) };
  }
  const broad = within === on ? null : ofOwner(family, on, words);
  if (broad !== null) return broad;
  // `kms:Decrypt` has no noun at all: the service of the thing tells that it is meant.
  const alone = pool(family.aws, family, within, words).filter(
    (action) => action.noun === '' && heads.some(({ service }) => service === action.service),
  );
  if (alone.length > 0) return { ...plain, calls: alone.map(toCall) };
  const itself = on.head === null || on.own;
  return family.whole === undefined || !on.named || !itself ? null : whole(family);
}

/** "the capacity of table T": a noun of AWS's by chance is looked for in the service of what it is a part of only. */
function narrowed(on: ActedOn, heads: readonly NounKey[]): ActedOn {
  const byChance = on.head !== null && !on.own && heads.every(({ service }) => service === null);
  const services = [...new Set(on.types.map((type) => type.split(':')[0] ?? ''))];
  return byChance && services.length > 0 ? { ...on, services, part: true } : on;
}

/** A part that has no calls of its own is changed by changing the thing. */
function ofOwner(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  if (family.whole !== 'write' || family.aws.length === 0) return null;
  const found = changes(family, on, on.types.flatMap(nounsOfType), words);
  const reason = `“${on.head?.text ?? ''}” has no call of its own, so any change of the thing counts`;
  // Of several calls, most change something else: that would tell a change of the user data from one of the type.
  return found.length !== 1 ? null : { calls: found.map(toCall), facts: [], readOnly: null, undo: null, reason };
}

function whole(family: VerbFamily): Choice {
  return { calls: [], facts: [], readOnly: family.whole === 'read', undo: null, reason: null };
}

function toCall(action: CatalogAction): ChosenCall {
  return { service: action.service, name: action.name, facts: [] };
}

function pool(verbs: readonly string[], family: VerbFamily, on: ActedOn, words: Lexicon): readonly CatalogAction[] {
  const all = verbs.flatMap((verb) => words.catalog.byVerb.get(verb) ?? []);
  const tailed = (family.tails ?? []).flatMap(({ verb, tail }) =>
    (words.catalog.byVerb.get(verb) ?? []).filter((action) => action.noun.endsWith(tail)),
  );
  const actions = verbs === family.aws ? [...all, ...tailed] : all;
  return on.services === null ? actions : actions.filter((action) => on.services?.includes(action.service));
}

/** What a thing holds is not the thing: writing an item does not change the table. */
const CONTENT = new Set(['item', 'record', 'object', 'message', 'document', 'logevent', 'metricdata', 'event']);

/** A noun that is the type of a resource, not only of a part of one: "security groups", "trails". */
function isThing(heads: readonly NounKey[], words: Lexicon): boolean {
  return heads.some(({ service, key }) =>
    (words.catalog.byNoun.get(key) ?? []).some(
      (action) => (service === null || service === action.service) && hasType(action, key),
    ),
  );
}

/** The services in which the noun of the thing is the type of a resource, where the noun does not say itself. */
function servicesOf(on: ActedOn, heads: readonly NounKey[], words: Lexicon): ReadonlySet<string> {
  const own = heads.flatMap(({ service, key }) =>
    service !== null
      ? [service]
      : (words.catalog.byNoun.get(key) ?? []).filter((action) => hasType(action, key)).map((action) => action.service),
  );
  const all = [...own, ...on.types.map((type) => type.split(':')[0] ?? '')];
  return new Set(all.filter((service) => on.services === null || on.services.includes(service)));
}

/** Verbs that act on a part of a thing where the part is no doing of the thing's: StopLogging, not StopExecution. */
const SWITCHING = new Set(['Start', 'Stop', 'Schedule', 'Cancel', 'Suspend', 'Resume']);
const DOING = /(?:execution|run|job|query|build|session|task|import|export|scan|analysis|test|deployment)$/;

function switches(action: CatalogAction, heads: readonly NounKey[]): boolean {
  return SWITCHING.has(action.verb) && !DOING.test(action.noun) && !holdsAny(action, heads, 'exact');
}

/** Every call that changes a thing itself, short of making or ending it: by its noun, or by the type it acts on. */
function changes(family: VerbFamily, on: ActedOn, heads: readonly NounKey[], words: Lexicon): readonly CatalogAction[] {
  const verbs = new Set([...family.aws, ...(family.orElse ?? [])]);
  const making = new Set(['Create', 'Delete', 'Register', 'Publish']);
  const services = servicesOf(on, heads, words);
  const headTypes = on.head?.type == null || on.types.length > 0 ? [] : [on.head.type];
  const types = new Set([...on.types, ...headTypes]);
  const found: CatalogAction[] = [];
  for (const service of services) {
    for (const action of words.catalog.byService.get(service) ?? []) {
      if (!(verbs.has(action.verb) || switches(action, heads)) || !writes(action)) continue;
      const noun = holdsAny(action, heads, 'beginning') || holdsAny(action, heads, 'ending');
      const typed = types.has(`${service}:${action.types[0]}`);
      // A route is a part of its table: making one is changing the routes there.
      const self = making.has(action.verb) && holdsAny(action, heads, 'exact') && isWhole(action);
      const content = CONTENT.has(action.noun);
      if ((noun || typed) && !self && !content && action.level !== 'Tagging') found.push(action);
    }
  }
  return found;
}

/** A plain word that AWS's names hold by chance ("data", "resource", "credential") means a call only as a type of its own. */
function meant(found: readonly CatalogAction[], heads: readonly NounKey[], on: ActedOn): readonly CatalogAction[] {
  const plain = on.head !== null && !on.head.text.includes(' ') && heads.every(({ service }) => service === null);
  if (!plain || on.services !== null || on.types.length > 0 || on.owners.length > 0) return found;
  return found.filter((action) => heads.some(({ key }) => hasType(action, key)));
}

function hasType({ types }: CatalogAction, key: string): boolean {
  return types.some((type) => typeKey(type) === key);
}

/** What the call makes or ends is the first thing it acts on. */
function isWhole({ types, noun }: CatalogAction): boolean {
  return types[0] === undefined || typeKey(types[0]) === noun;
}

function typeKey(type: string): string {
  return nounKey(type.match(/[A-Z]?[a-z0-9]+|[A-Z]+/g) ?? [type]);
}

/** Choices for bare names hold hundreds of calls and depend on the family alone: made once for each. */
const bareChoices = new Map<string, Choice | null>();

/** No noun: the family's verbs on any thing, in any service. Beside a name, parts of things are left out. */
function bare(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  if (family.whole !== undefined) return whole(family);
  const key = `${family.id} ${on.named} ${on.services?.join() ?? '*'}`;
  const known = bareChoices.get(key);
  if (known !== undefined) return known;
  const all = pool(family.bare ?? family.aws, family, on, words);
  const actions = on.named ? wholesOnly(all, words) : all;
  const names = [...new Set(actions.map((action) => action.name))];
  const anywhere = names.map((name) => ({ service: null, name, facts: [] }));
  const calls = on.services === null ? anywhere : actions.map(toCall);
  const choice = actions.length === 0 ? null : { calls, facts: [], readOnly: null, undo: null, reason: null };
  bareChoices.set(key, choice);
  return choice;
}
