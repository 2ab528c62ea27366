// What people call AWS's services → the services as CloudTrail writes them. Full names come from the catalog
// ("Amazon Route 53" → "route 53"); here are short forms, and the prefixes that are English words and need "aws" before them.
import type { Catalog } from './catalog.ts';
import { eventServices } from './event-sources.ts';

const SHORT: Readonly<Record<string, string>> = {
  cloudwatch: 'monitoring logs',
  'cloudwatch logs': 'logs',
  eventbridge: 'events scheduler pipes',
  'cloudwatch events': 'events',
  dynamo: 'dynamodb',
  ddb: 'dynamodb',
  sso: 'sso sso-directory identitystore',
  'identity center': 'sso sso-directory identitystore',
  'iam identity center': 'sso sso-directory identitystore',
  'aws sso': 'sso sso-directory identitystore',
  'step functions': 'states',
  'secrets manager': 'secretsmanager',
  'parameter store': 'ssm',
  'systems manager': 'ssm',
  'session manager': 'ssm',
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
  'load balancing': 'elasticloadbalancing',
  efs: 'elasticfilesystem',
  emr: 'elasticmapreduce',
  msk: 'kafka',
  opensearch: 'es opensearch aoss',
  'certificate manager': 'acm',
  waf: 'waf waf-regional wafv2',
  'security hub': 'securityhub',
  'access analyzer': 'access-analyzer',
  'cost explorer': 'ce',
  marketplace:
    'agreement-marketplace metering-marketplace marketplacecatalog entitlement-marketplace discovery-marketplace aws-marketplace',
  'aws marketplace':
    'agreement-marketplace metering-marketplace marketplacecatalog entitlement-marketplace discovery-marketplace aws-marketplace',
  organizations: 'organizations',
  organisations: 'organizations',
  orgs: 'organizations',
  r53: 'route53 route53domains route53resolver',
  'route 53': 'route53 route53domains route53resolver',
  cognito: 'cognito-idp cognito-identity cognito-sync',
  beanstalk: 'elasticbeanstalk',
  'elastic beanstalk': 'elasticbeanstalk',
  autoscaling: 'autoscaling',
  'auto scaling': 'autoscaling',
  'control tower': 'controltower',
  'direct connect': 'directconnect',
  'lake formation': 'lakeformation',
  'api gateway': 'apigateway',
  'key management service': 'kms',
  'simple storage service': 's3',
  ebs: 'ec2',
  vpc: 'ec2',
  aurora: 'rds',
  fargate: 'ecs',
  macie: 'macie2',
  inspector: 'inspector inspector2',
  cfn: 'cloudformation',
  quicksight: 'quicksight',
  'aws config': 'config',
  'aws backup': 'backup',
  'aws support': 'support',
  'aws health': 'health',
  'aws account': 'account',
  'account management': 'account',
  'resource access manager': 'ram',
  ram: 'ram',
  'elastic container registry': 'ecr',
  'image builder': 'imagebuilder',
  'global accelerator': 'globalaccelerator',
  'network firewall': 'network-firewall',
  'service catalog': 'servicecatalog',
  'trusted advisor': 'trustedadvisor',
  'x-ray': 'xray',
  'storage gateway': 'storagegateway',
  'transfer family': 'transfer',
  'database migration service': 'dms',
  'directory service': 'ds',
  bedrock: 'bedrock',
  'shield advanced': 'shield',
  'roles anywhere': 'rolesanywhere',
  'iam roles anywhere': 'rolesanywhere',
  'instance connect': 'ec2-instance-connect',
  'sign-in': 'signin',
};

/** IAM prefixes that are English words or too short to stand for a service on their own. */
const NOT_ALONE = new Set(
  (
    'account activate arsenal artifact batch backup billing cases cell config connect customer deadline detective discovery es ce ds ts q one ' +
    'events forecast health importexport invoicing iq logs notifications payments pi pipes polly pricing profile personalize scheduler schemas ' +
    'shield signer signin sms states support sustainability synthetics tag tax transfer translate transform wam wisdom workdocs a2c cur dms drs evs ' +
    'geo groundstation interconnect launchwizard lex m2 mapcredits mpa mq network omics opensearch osis outposts panorama proton rum scn sdb ' +
    'serviceextract swf freetier activate honeycode monitron nimble rbin aps swf waf vpce odb tnb pcs fis oam dax uxc cassandra kendra freertos iot'
  ).split(' '),
);
const ALONE_AFTER_ALL = new Set(['iot', 'mq', 'dms', 'waf', 'swf', 'kendra', 'shield', 'lex', 'fis', 'dax']);

/** Phrase in lower case → services. Built from the catalog once. */
export function serviceWords(catalog: Catalog): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, readonly string[]>();
  for (const [prefix, name] of catalog.serviceNames) {
    const services = eventServices(prefix);
    if (!NOT_ALONE.has(prefix) || ALONE_AFTER_ALL.has(prefix)) map.set(prefix, services);
    map.set(`aws ${prefix}`, services);
    map.set(`amazon ${prefix}`, services);
    const full = name.replace(/\s*\(.*\)/, '').toLowerCase();
    const plain = full.replace(/^(?:aws|amazon)\s+/, '');
    if (full !== plain) map.set(full, services);
    if (plain.includes(' ') && !map.has(plain)) map.set(plain, services);
  }
  for (const [phrase, services] of Object.entries(SHORT)) map.set(phrase, services.split(' '));
  return map;
}
