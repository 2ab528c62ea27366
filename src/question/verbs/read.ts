// read, view, access, download → the calls that return a thing's content; list → List…, Describe….
import type { Rule, VerbFamily } from './family.ts';

const CONTENT: readonly Rule[] = [
  {
    nouns: ['secret', 'secretvalue'],
    types: ['secretsmanager:Secret'],
    actions: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
    reason: 'a secret’s content is in its value; DescribeSecret shows only its name and dates',
  },
  {
    nouns: ['ssmparameter'],
    types: ['ssm:parameter'],
    actions: ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath', 'ssm:GetParameterHistory'],
    reason: 'these return values; DescribeParameters does not',
  },
  {
    nouns: ['object'],
    types: ['s3:object'],
    actions: ['s3:GetObject', 's3:SelectObjectContent', 's3:GetObjectTorrent'],
    reason: 'an object’s content is returned by these',
  },
  {
    nouns: ['bucket'],
    types: ['s3:bucket'],
    actions: ['s3:GetObject', 's3:ListObjects', 's3:ListObjectsV2', 's3:ListBucket', 's3:ListObjectVersions', 's3:SelectObjectContent', 's3:HeadObject'],
    reason: 'a bucket is read by reading or listing its objects',
  },
  {
    nouns: ['table', 'item'],
    types: ['dynamodb:table'],
    actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:ExecuteStatement', 'dynamodb:TransactGetItems', 'dynamodb:PartiQLSelect'],
    reason: 'a table’s content is returned by these',
  },
  {
    nouns: ['password'],
    actions: ['ec2:GetPasswordData', 'secretsmanager:GetSecretValue'],
    reason: 'Windows passwords of instances come from GetPasswordData',
  },
];

export const readVerbs: VerbFamily = {
  id: 'read',
  words: ['read', 'view', 'look at', 'access', 'fetch', 'retrieve', 'see', 'get', 'peek at', 'inspect', 'pull', 'dump', 'grab', 'steal', 'open … file', 'examine', 'browse', 'query', 'scan', 'check out', 'lookup'],
  acts: ['access to', 'accesses', 'reads', 'reads of', 'retrieval', 'reading'],
  aws: ['Get', 'BatchGet', 'Read', 'Retrieve', 'Select', 'Query', 'Scan', 'View', 'Download', 'Fetch', 'Receive', 'Head'],
  orElse: ['Describe', 'List', 'Search'],
  whole: 'read',
  rules: [...CONTENT],
  examples: [
    { text: 'who read the secret payments-token-6?', kind: 'who', includes: ['secretsmanager:GetSecretValue'], resources: ['payments-token-6'] },
    { text: 'who accessed parameter db-password-1?', kind: 'who', includes: ['ssm:GetParameter'] },
  ],
};

export const downloadVerbs: VerbFamily = {
  id: 'download',
  words: ['download', 'copy … from', 'pull down', 'save', 'exfil'],
  acts: ['download', 'downloads'],
  aws: ['Download', 'Get'],
  whole: 'read',
  rules: [
    ...CONTENT,
    {
      nouns: ['lambda', 'functioncode'],
      types: ['lambda:function'],
      actions: ['lambda:GetFunction', 'lambda:GetLayerVersion'],
      reason: 'a function’s code is behind the address that GetFunction returns',
    },
    {
      nouns: ['containerimage', 'repository'],
      actions: ['ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
      reason: 'an image is pulled layer by layer',
    },
    {
      nouns: [],
      actions: ['s3:GetObject', 's3:SelectObjectContent'],
      reason: 'what has only a name and was downloaded is an S3 object',
    },
  ],
  examples: [{ text: 'who downloaded payroll.xlsx?', kind: 'who', includes: ['s3:GetObject'], resources: ['payroll.xlsx'] }],
};

export const listVerbs: VerbFamily = {
  id: 'list',
  words: ['list', 'enumerate', 'describe', 'discover', 'recon'],
  acts: ['enumeration', 'listings', 'reconnaissance'],
  aws: ['List', 'Describe', 'Search', 'Get'],
  whole: 'read',
  rules: [
    {
      nouns: ['bucket', 'object'],
      types: ['s3:bucket'],
      actions: ['s3:ListObjects', 's3:ListObjectsV2', 's3:ListBuckets', 's3:ListAllMyBuckets', 's3:ListObjectVersions', 's3:ListBucket'],
      reason: 'S3 logs the names of its API, not of its permissions',
    },
  ],
  examples: [
    { text: 'who listed buckets today?', kind: 'who', includes: ['s3:ListBuckets'] },
    { text: 'who enumerated iam users', kind: 'who', includes: ['iam:ListUsers'] },
  ],
};
