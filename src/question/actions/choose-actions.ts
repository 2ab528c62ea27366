// A verb and what it acts on to the AWS calls that are meant, through the catalog: the family's rules first (where AWS's
// words differ from people's), then the family's verbs on the thing's noun, then, for a bare name, its verbs on anything.
import type { CatalogAction } from '../../catalog/catalog.ts';
import { writes } from '../../catalog/catalog.ts';
import { type NounKey, type NounMeaning, nounsOfType } from '../../catalog/nouns.ts';
import { nounKey } from '../../catalog/split-name.ts';
import type { ParameterFact } from '../../domain/question.ts';
import type { Lexicon } from '../text/items.ts';
import type { Mark, Rule, VerbFamily } from '../verbs/family.ts';
import { wholesOnly } from './wholes.ts';

export interface ActedOn {
  /** The verb's base form as typed: who says "purge" means PurgeQueue, who says "delete" DeleteQueue. */
  readonly word: string;
  /** What is named is an id, ARN or key: its shape says what it is, whatever noun stands beside it. */
  readonly shaped: boolean;
  /** What the verb acts on, by its noun; null: only named, or nothing. */
  readonly head: NounMeaning | null;
  /** The head is only the type of a named thing ("bucket orders"), not a part of it ("the policy of bucket orders"). */
  readonly own: boolean;
  /** Types of the resources named: `iam:role`. */
  readonly types: readonly string[];
  /** Something is named in the verb's object, without a noun or a type: "AdministratorAccess to role ci". */
  readonly bareObject: boolean;
  /** Other nouns beside: "from group …". */
  readonly owners: readonly NounMeaning[];
  readonly services: readonly string[] | null;
  /** Something is named, so that a wider set of calls cannot match what has nothing to do with it. */
  readonly named: boolean;
  readonly marks: ReadonlySet<Mark>;
}

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
  const rule = family.rules?.find((candidate) => applies(candidate, on));
  if (rule !== undefined) return byRule(rule, on);
  const found = byCatalog(family, on, words);
  if (found === null) return null;
  const opposite = words.verbs.families.get(family.opposite ?? '');
  const undone = opposite === undefined ? null : (chooseOnce(opposite, on, words) ?? null);
  const undo = undone === null || undone.calls.length === 0 ? null : { calls: undone.calls, facts: undone.facts };
  return { ...found, undo };
}

function chooseOnce(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  const rule = family.rules?.find((candidate) => applies(candidate, on));
  return rule !== undefined ? byRule(rule, on) : byCatalog(family, on, words);
}

function applies(rule: Rule, on: ActedOn): boolean {
  if (rule.mark !== undefined && !on.marks.has(rule.mark)) return false;
  if (rule.nouns === undefined && rule.types === undefined && rule.targets === undefined) return true;
  if (on.bareObject && on.types.some((type) => rule.targets?.includes(type))) return true;
  if (rule.nouns?.length === 0) return on.head === null && on.types.length === 0;
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
  return own.length > 0 ? own : calls;
}

function byCatalog(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  const byShape = on.head === null || (on.own && on.shaped && on.types.length > 0);
  const heads = byShape ? on.types.flatMap(nounsOfType) : (on.head?.keys ?? []);
  const plain = { facts: [], readOnly: null, undo: null, reason: null };
  if (heads.length === 0) return bare(family, on, words);
  if (family.whole === 'write' && family.aws.length > 0 && (on.own || on.head === null)) {
    const changed = changes(family, on, heads, words);
    if (changed.length > 0) return { ...plain, calls: changed.map(toCall) };
  }
  if (family.whole !== undefined && family.aws.length === 0) return whole(family);
  const literal = family.aws.filter((verb) => verb.toLowerCase() === on.word && family.id !== 'create');
  const literally = literal.length === 0 ? [] : matching(pool(literal, family, on, words), heads, on);
  const precisely = on.owners.length > 0 || literally.some((action) => holdsAny(action, heads, 'exact'));
  if (literally.length > 0 && precisely) return { ...plain, calls: literally.map(toCall) };
  const weak = isWeak(on, heads);
  for (const verbs of weak ? [family.aws] : [family.aws, family.orElse ?? []]) {
    const found = matching(pool(verbs, family, on, words), heads, on);
    if (found.length > 0) return { ...plain, calls: found.map(toCall) };
  }
  // `kms:Decrypt` has no noun at all: the service of the thing tells that it is meant.
  const alone = pool(family.aws, family, on, words).filter(
    (action) => action.noun === '' && heads.some(({ service }) => service === action.service),
  );
  if (alone.length > 0) return { ...plain, calls: alone.map(toCall) };
  return family.whole === undefined || !on.named ? null : whole(family);
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

/** The calls whose noun is the thing's; else those whose noun ends, or begins, with it; else those that act on its type. */
function matching(actions: readonly CatalogAction[], heads: readonly NounKey[], on: ActedOn): readonly CatalogAction[] {
  const owners = on.owners.flatMap((owner) => owner.keys);
  const exact = actions.filter((action) => holdsAny(action, heads, 'exact'));
  const fitting = exact.filter(({ types }) =>
    types.some((type) => owners.some(({ key }) => key === nounKey(type.split('-')))),
  );
  if (fitting.length > 0) return fitting;
  const both = actions.filter(
    (action) =>
      holdsAny(action, heads, 'part') &&
      holdsAny(action, owners, 'part') &&
      heads.every((head) => head.key !== action.noun),
  );
  if (both.length > 0) return both;
  if (exact.length > 0) return on.named && on.head?.shared && !on.shaped ? widened(actions, heads, exact) : exact;
  const ending = isWeak(on, heads) ? [] : actions.filter((action) => holdsAny(action, heads, 'ending'));
  if (ending.length > 0) return ending;
  const beginning = actions.filter((action) => holdsAny(action, heads, 'beginning'));
  if (beginning.length > 0 && on.head !== null && !on.own) return beginning;
  return actions.filter(
    (action) => writes(action) && on.types.some((type) => type === `${action.service}:${action.types[0]}`),
  );
}

/** A noun that only AWS's names hold, with nothing named beside it, must be the whole of one. */
function isWeak(on: ActedOn, heads: readonly NounKey[]): boolean {
  const single = on.head !== null && !on.head.text.includes(' ');
  return !on.named && single && heads.every(({ service }) => service === null);
}

/** A name beside a noun that several services share ("user alice") may be any of theirs. */
function widened(
  actions: readonly CatalogAction[],
  heads: readonly NounKey[],
  exact: readonly CatalogAction[],
): readonly CatalogAction[] {
  const keys = heads.map(({ key }) => ({ service: null, key }));
  const others = actions.filter((action) => holdsAny(action, keys, 'exact') || holdsAny(action, keys, 'ending'));
  return [...new Set([...exact, ...others])];
}

type Fit = 'exact' | 'ending' | 'beginning' | 'part';

function holdsAny(action: CatalogAction, keys: readonly NounKey[], fit: Fit): boolean {
  return keys.some(({ service, key }) => {
    if (key === '' || (service !== null && service !== action.service)) return false;
    if (fit === 'exact') return action.noun === key;
    if (!action.noun.includes(key)) return false;
    if (fit === 'ending') return wordsEnd(action, key);
    return fit === 'beginning' ? wordsBegin(action, key) : true;
  });
}

function wordsEnd({ nounWords }: CatalogAction, key: string): boolean {
  return nounWords.some((_, from) => nounWords.slice(from).join('') === key);
}

function wordsBegin({ nounWords }: CatalogAction, key: string): boolean {
  return nounWords.some((_, to) => nounWords.slice(0, to + 1).join('') === key);
}

/** Every call that changes a thing itself, short of making or ending it: by its noun, or by the type it acts on. */
function changes(family: VerbFamily, on: ActedOn, heads: readonly NounKey[], words: Lexicon): readonly CatalogAction[] {
  const verbs = new Set([...family.aws, ...(family.orElse ?? [])]);
  const making = new Set(['Create', 'Delete', 'Register', 'Publish']);
  const services = new Set([
    ...heads.flatMap(({ service }) => (service === null ? [] : [service])),
    ...on.types.map((type) => type.split(':')[0] ?? ''),
  ]);
  const found: CatalogAction[] = [];
  for (const service of services) {
    for (const action of words.catalog.byService.get(service) ?? []) {
      if (!verbs.has(action.verb) || !writes(action)) continue;
      const noun = holdsAny(action, heads, 'beginning') || holdsAny(action, heads, 'ending');
      const typed = on.types.some((type) => type === `${service}:${action.types[0]}`);
      const self = making.has(action.verb) && holdsAny(action, heads, 'exact');
      if ((noun || typed) && !self && action.level !== 'Tagging') found.push(action);
    }
  }
  return found;
}

/** Choices for bare names hold hundreds of calls and depend on the family alone: made once for each. */
const bareChoices = new Map<string, Choice | null>();

/** A bare name: the family's verbs on any thing, parts of things left out, in any service. */
function bare(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  if (family.whole !== undefined) return whole(family);
  const key = `${family.id} ${on.services?.join() ?? '*'}`;
  const known = bareChoices.get(key);
  if (known !== undefined) return known;
  const actions = wholesOnly(pool(family.bare ?? family.aws, family, on, words), words);
  const names = [...new Set(actions.map((action) => action.name))];
  const anywhere = names.map((name) => ({ service: null, name, facts: [] }));
  const calls = on.services === null ? anywhere : actions.map(toCall);
  const choice = actions.length === 0 ? null : { calls, facts: [], readOnly: null, undo: null, reason: null };
  bareChoices.set(key, choice);
  return choice;
}
