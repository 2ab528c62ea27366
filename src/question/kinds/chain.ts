// where does key K come from · who is behind session S · who is X and what did they do → the call that brought X about,
// or what X did, with the other of the two as related.

import { nounsOfType } from '../../catalog/nouns.ts';
import type { EventTest, ResourceRef } from '../../domain/question.ts';
import { chooseActions } from '../actions/choose-actions.ts';
import { allOf, anyOf } from '../filters/index.ts';
import { actorTests, resourceTests } from './compose.ts';
import type { Draft, KindInput, KindRecogniser } from './kind.ts';

/** Calls that issue an identity: a long-lived key, or a session with its temporary key. */
const ISSUING = [
  'iam:CreateAccessKey',
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:AssumeRoot',
  'sts:GetFederationToken',
  'sts:GetSessionToken',
  'sso:GetRoleCredentials',
  'signin:SwitchRole',
];
const ENDING = ['iam:DeleteAccessKey', 'iam:UpdateAccessKey'];
const MADE = ['iam:CreateUser', 'iam:CreateRole'];

export const chainKind: KindRecogniser = {
  id: 'chain',
  read: (input) => {
    const { leads, meaning } = input;
    const origins = leads.has('identity') || leads.has('origin');
    const whoIs = leads.has('person') || isWhoIs(input);
    if (!(origins || whoIs) || meaning.verbs.length > 0 || meaning.api.length > 0) return null;
    const refs = [...meaning.objects.flat(), ...meaning.actors];
    if (refs.length === 0) return null;
    if (leads.has('deeds')) return deeds(input, refs, []);
    // Of a person or a name nothing is issued: what they did tells who they are.
    return !origins && refs.every(isPerson) ? deeds(input, refs, [WHO_IS]) : origin(input, refs);
  },
  examples: [
    {
      text: 'where does access key AKIAIOSFODNN7EXAMPLE come from?',
      kind: 'chain',
      includes: ['iam:CreateAccessKey'],
      resources: ['AKIAIOSFODNN7EXAMPLE'],
    },
    {
      text: 'who is behind session botocore-session-1?',
      kind: 'chain',
      includes: ['sts:AssumeRole'],
      resources: ['botocore-session-1'],
    },
    { text: 'who is deploy_bot?', kind: 'chain', actors: ['deploy_bot'] },
    { text: 'who is deploy_bot and what did they do?', kind: 'chain', actors: ['deploy_bot'] },
    { text: 'whose key is AKIAIOSFODNN7EXAMPLE?', kind: 'chain', includes: ['iam:CreateAccessKey'] },
    { text: 'where did bucket orders-archive come from?', kind: 'chain', includes: ['s3:CreateBucket'] },
  ],
};

function isWhoIs({ sentence, meaning }: KindInput): boolean {
  return (
    sentence.asks.has('who') &&
    sentence.be &&
    meaning.verbs.length === 0 &&
    !meaning.events &&
    meaning.tests.length === 0
  );
}

function calls(names: readonly string[]): EventTest {
  return anyOf(
    names.map((written) => {
      const [service = '', name = ''] = written.split(':');
      return { kind: 'action', service, name };
    }),
  );
}

const WHO_IS =
  'Who somebody is, is read as what they did: events name the caller, and whom it stands for where that is known.';

function isPerson({ form, type }: ResourceRef): boolean {
  const named = form === 'name' || form === 'email' || form === 'arn' || form === 'principal-id';
  return named && (type === null || type === 'iam:user' || type === 'iam:role' || type === 'sts:assumed-role');
}

function deeds({ meaning }: KindInput, refs: readonly ResourceRef[], assumptions: readonly string[]): Draft {
  const acting = actorTests(refs);
  const other = meaning.tests;
  return {
    kind: 'chain',
    verb: null,
    resources: [],
    actors: refs,
    test: allOf([...acting, ...other]),
    related: allOf([calls(ISSUING), ...resourceTests([refs])]),
    assumptions,
    problems: [],
  };
}

function origin(input: KindInput, refs: readonly ResourceRef[]): Draft {
  const names = issuedBy(input, refs);
  return {
    kind: 'chain',
    verb: { word: 'come from', eventNames: names },
    resources: refs,
    actors: [],
    test: allOf([calls(names), ...resourceTests([refs]), ...input.meaning.tests]),
    related: allOf([calls(ENDING), ...resourceTests([refs])]),
    assumptions: [`Where it comes from is read as the call that issued or created it.`],
    problems: [],
  };
}

/** A key or session is issued; a user, role or resource is created. */
function issuedBy({ words }: KindInput, refs: readonly ResourceRef[]): readonly string[] {
  const types = refs.flatMap(({ type }) => (type === null ? [] : [type]));
  const keys = refs.every(({ form, type }) => form === 'access-key' || type?.startsWith('sts:') === true);
  if (keys) return ISSUING;
  if (types.length === 0) return [...ISSUING, ...MADE];
  if (types.every((type) => type === 'iam:user' || type === 'iam:role')) return [...MADE, ...ISSUING];
  const create = words.verbs.families.get('create');
  if (create === undefined) return ISSUING;
  const on = {
    word: 'create',
    shaped: true,
    head: null,
    own: true,
    part: false,
    inside: false,
    moved: false,
    bareObject: false,
    types,
    owners: [],
    loose: [],
    services: null,
    named: true,
    act: false,
    bareBeside: false,
    apart: false,
    traffic: false,
    marks: new Set<never>(),
  };
  const choice = chooseActions(create, on, words);
  const found = choice?.calls.flatMap(({ service, name }) => (service === null ? [] : [`${service}:${name}`])) ?? [];
  return found.length > 0
    ? found
    : types.flatMap(nounsOfType).map(({ service, key }) => `${service ?? ''}:Create${key}`);
}
