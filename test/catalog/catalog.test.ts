// The catalog and its small tables: loaded from the published data, agreeing with it, adding only what it lacks.
import { describe, expect, it } from 'vitest';
import { arnType } from '../../src/catalog/arn-type.ts';
import { eventServices, iamPrefix } from '../../src/catalog/event-sources.ts';
import { readId, readUniqueId } from '../../src/catalog/id-prefixes.ts';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import { NOUNS, nounsOfType } from '../../src/catalog/nouns.ts';
import { isRegionCode } from '../../src/catalog/regions.ts';
import { serviceWords } from '../../src/catalog/service-words.ts';
import { nounKey, splitName } from '../../src/catalog/split-name.ts';
import { unlistedEvents } from '../../src/catalog/unlisted-events.ts';

const catalog = loadCatalog();

describe('the catalog', () => {
  it('holds every service and action that is published', () => {
    expect(catalog.serviceNames.size).toBeGreaterThan(400);
    expect(catalog.actions.length).toBeGreaterThan(20_000);
  });

  it('is read once', () => expect(loadCatalog()).toBe(catalog));

  it('names services as CloudTrail does', () => {
    expect(catalog.byService.has('monitoring')).toBe(true);
    expect(catalog.byService.has('cloudwatch')).toBe(false);
    expect(eventServices('cloudwatch')).toEqual(['monitoring']);
    expect(iamPrefix('monitoring')).toBe('cloudwatch');
    expect(iamPrefix('agreement-marketplace')).toBe('aws-marketplace');
    expect(iamPrefix('ec2')).toBe('ec2');
  });

  it('splits names into verb and noun', () => {
    expect(splitName('DeleteDBInstance')).toEqual(['Delete', 'DB', 'Instance']);
    expect(splitName('ListMFADevices')).toEqual(['List', 'MFA', 'Devices']);
    const [terminate] = catalog.byName.get('terminateinstances') ?? [];
    expect(terminate).toMatchObject({ service: 'ec2', verb: 'Terminate', noun: 'instance', level: 'Write' });
    expect(terminate?.types).toContain('instance');
  });

  it.each([
    ['db instances', 'dbinstance'],
    ['policies', 'policy'],
    ['aliases', 'alias'],
    ['addresses', 'address'],
    ['access keys', 'accesskey'],
    ['databases', 'database'],
  ])('gives “%s” the key %s', (words, key) => expect(nounKey(words.split(' '))).toBe(key));
});

describe('events that are no IAM actions', () => {
  it('are in no published list under the same service and name', () => {
    const published = new Set<string>();
    for (const action of catalog.actions) published.add(`${action.service}:${action.name}`);
    for (const event of unlistedEvents()) expect(published).toContain(`${event.service}:${event.name}`);
  });

  it('include signing in, S3 object names and the Lambda call', () => {
    for (const name of [
      'consolelogin',
      'checkmfa',
      'switchrole',
      'listobjects',
      'headobject',
      'deletebucketlifecycle',
    ]) {
      expect(catalog.byName.get(name)?.length, name).toBeGreaterThan(0);
    }
    expect(catalog.byName.get('invoke')?.some(({ service }) => service === 'lambda')).toBe(true);
  });
});

describe('the table of nouns', () => {
  it('leads only to nouns that AWS uses in the service it names', () => {
    const wrong: string[] = [];
    for (const [phrase, { keys }] of NOUNS) {
      for (const { service, key } of keys) {
        if (service === null) continue;
        const actions = catalog.byService.get(service) ?? [];
        if (!actions.some(({ noun }) => noun.includes(key))) wrong.push(`${phrase}: ${service}:${key}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('gives types that lead back to nouns AWS uses', () => {
    const types = new Set([...NOUNS.values()].flatMap(({ type }) => (type === null ? [] : [type])));
    for (const type of types) {
      const found = nounsOfType(type).some(({ service, key }) =>
        (catalog.byService.get(service ?? '') ?? []).some(({ noun }) => noun.includes(key)),
      );
      expect(found, type).toBe(true);
    }
  });
});

describe('ids', () => {
  it.each([
    ['i-0dbc91f429e48eeed', 'ec2:instance', false],
    ['I-DDD6C7B0E18F0E35F', 'ec2:instance', false],
    ['i-0abc', 'ec2:instance', true],
    ['sg-1a2b3c4d', 'ec2:security-group', false],
    ['nat-0dd264ee104155137', 'ec2:natgateway', false],
    ['fl-064ed3a785e4a37ef', 'ec2:vpc-flow-log', false],
    ['tgw-attach-0a1b2c3d4e5f60718', 'ec2:transit-gateway-attachment', false],
    ['vpce-svc-0a1b2c3d4e5f60718', 'ec2:vpc-endpoint-service', false],
    ['j-2AXXXXXXGAPLF', 'elasticmapreduce:cluster', false],
  ])('%s is of type %s', (id, type, partial) => {
    expect(readId(id)).toMatchObject({ kind: { type }, partial });
  });

  it.each(['i-am-alice', 'p-1', 'web-1', 'sg-web', 'db-march-10', 'instance'])('%s is no id', (text) => {
    expect(readId(text)).toBeNull();
  });

  it('are given to nouns that the service uses', () => {
    for (const id of [
      'eni',
      'vol',
      'snap',
      'ami',
      'rtb',
      'acl',
      'eipalloc',
      'lt',
      'tgw',
      'vpce',
      'pcx',
      'subnet',
      'vpc',
      'igw',
      'sgr',
      'pl',
      'cr',
    ]) {
      const kind = readId(`${id}-0a1b2c3d4e5f60718`)?.kind;
      const used = (catalog.byService.get('ec2') ?? []).some(({ noun }) => noun === kind?.noun);
      expect(used, id).toBe(true);
    }
  });

  it('of IAM say what they name, masked ones too', () => {
    expect(readUniqueId('AKIATFQR7NSC3ZO6PKAZ')).toMatchObject({ key: true, partial: false });
    expect(readUniqueId('ASIA****************')).toMatchObject({ key: true });
    expect(readUniqueId('AROAEXAMPLEROLEID123:some.session')).toMatchObject({ kind: { type: 'iam:role' }, key: false });
    expect(readUniqueId('AKIA12')).toMatchObject({ partial: true });
    expect(readUniqueId('asia')).toBeNull();
    expect(readUniqueId('Asiatic')).toBeNull();
  });
});

describe('ARNs', () => {
  it.each([
    ['arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc', 'ec2:instance'],
    ['arn:aws:s3:::orders', 's3:bucket'],
    ['arn:aws:s3:::orders/a/b', 's3:object'],
    ['arn:aws:lambda:eu-west-1:123456789012:function:mailer', 'lambda:function'],
    ['arn:aws:rds:eu-west-1:123456789012:db:orders', 'rds:db'],
    ['arn:aws:iam::123456789012:role/path/ci', 'iam:role'],
    ['arn:aws:sts::123456789012:assumed-role/ci/session', 'sts:assumed-role'],
    ['arn:aws-cn:sns:cn-north-1:123456789012:alerts', 'sns:topic'],
    ['arn:aws:cloudwatch:eu-west-1:123456789012:alarm:cpu', 'monitoring:alarm'],
  ])('%s names a %s', (arn, type) => expect(arnType(arn)).toBe(type));

  it.each(['arn:aws', 'arn:::::', 'arn:aws:../../etc:x:y:z', 'arn:aws:ec2:::nonsense'])(
    '%s names nothing known',
    (arn) => {
      expect(arnType(arn)).toBeNull();
    },
  );
});

describe('words for services and Regions', () => {
  const words = serviceWords(catalog);

  it.each([
    ['s3', 's3'],
    ['cloudwatch', 'monitoring'],
    ['secrets manager', 'secretsmanager'],
    ['step functions', 'states'],
    ['amazon route 53', 'route53'],
    ['aws config', 'config'],
    ['sso', 'sso'],
  ])('“%s” is %s', (phrase, service) => expect(words.get(phrase)).toContain(service));

  it.each(['config', 'events', 'health', 'support', 'account', 'one', 'tag'])(
    '“%s” alone is an English word',
    (word) => {
      expect(words.has(word)).toBe(false);
    },
  );

  it('lead only to services that CloudTrail may write', () => {
    for (const [phrase, services] of words)
      for (const service of services)
        expect(catalog.byService.has(service) || service === 'pi', `${phrase}: ${service}`).toBe(true);
  });

  it.each(['eu-west-1', 'us-gov-east-1', 'ap-southeast-7'])('%s is a Region', (code) =>
    expect(isRegionCode(code)).toBe(true),
  );
  it.each(['ab-test-1', 'web-1', 'eu-west'])('%s is none', (code) => expect(isRegionCode(code)).toBe(false));
});
