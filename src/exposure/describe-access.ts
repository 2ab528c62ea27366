// An exposure in plain words: what is open, to whom, what they may do, under which condition. Plain text, unescaped.
import { listOf } from '../answer/words/count.ts';
import type { ExposureFinding, LetIn } from './finding.ts';

const KINDS: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket': 'S3 bucket',
  'AWS::S3Express::DirectoryBucket': 'S3 directory bucket',
  'AWS::IAM::Role': 'IAM role',
  'AWS::IAM::User': 'IAM user',
  'AWS::KMS::Key': 'KMS key',
  'AWS::SQS::Queue': 'SQS queue',
  'AWS::SNS::Topic': 'SNS topic',
  'AWS::Lambda::Function': 'Lambda function',
  'AWS::Lambda::LayerVersion': 'Lambda layer',
  'AWS::SecretsManager::Secret': 'secret',
  'AWS::ECR::Repository': 'ECR repository',
  'AWS::EFS::FileSystem': 'EFS file system',
  'AWS::EC2::Snapshot': 'EBS snapshot',
  'AWS::RDS::DBSnapshot': 'RDS snapshot',
  'AWS::RDS::DBClusterSnapshot': 'RDS cluster snapshot',
  'AWS::DynamoDB::Table': 'DynamoDB table',
  'AWS::DynamoDB::Stream': 'DynamoDB stream',
};

/** "S3 bucket", or AWS's own word for a kind that is new. */
export function kindOf({ resourceType }: ExposureFinding): string {
  return Object.hasOwn(KINDS, resourceType) ? (KINDS[resourceType] ?? resourceType) : resourceType;
}

/** The name people use: the ARN's last part, without what stands before it in its service. */
export function nameOf({ resource }: ExposureFinding): string {
  const named = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/.exec(resource)?.[1] ?? resource;
  return named.replace(
    /^(?:role|key|function|layer|secret|repository|file-system|snapshot|cluster-snapshot|table|user)[:/]/,
    '',
  );
}

/** Whom it lets in: "everyone on the internet", "account 999988887777 (sample-partner)". `names`: of accounts, by id. */
export function whomOf({ details, error }: ExposureFinding, names: Readonly<Record<string, string>>): string {
  if (details === null) return error === null ? 'not known whom' : `could not be judged (${error})`;
  if (details.isPublic) return 'everyone on the internet';
  const whom = [...new Set(details.letIn.map((each) => principalWords(each, names)))];
  return whom.length === 0 ? 'not known whom' : listOf(whom, WHOM_MAX);
}

const WHOM_MAX = 3;
const ACTIONS_MAX = 3;
const CONDITIONS_MAX = 3;

function principalWords({ kind, value }: LetIn, names: Readonly<Record<string, string>>): string {
  if (value === '*') return 'anyone who meets the condition';
  if (kind === 'CanonicalUser') return `the account with canonical id ${value}`;
  if (kind === 'Federated') return `people who sign in through ${value.slice(value.lastIndexOf('/') + 1)}`;
  const account = /^(?:arn:[^:]*:[^:]*::)?(\d{12})(?::root)?$/.exec(value)?.[1];
  if (account !== undefined) return accountWords(account, names);
  const principal = /^arn:[^:]*:(?:iam|sts)::(\d{12}):([a-z-]+)\/(.+)$/.exec(value);
  if (principal === null) return value;
  const [, owner = '', what = '', name = ''] = principal;
  return `${what.replace('assumed-role', 'role session')} ${name} of ${accountWords(owner, names)}`;
}

function accountWords(account: string, names: Readonly<Record<string, string>>): string {
  const name = Object.hasOwn(names, account) ? names[account] : undefined;
  return name === undefined || name === account ? `account ${account}` : `account ${account} (${name})`;
}

/** "s3:GetObject and s3:ListBucket"; '' where it is not known. */
export function actionsOf({ details }: ExposureFinding): string {
  return listOf(details?.actions ?? [], ACTIONS_MAX);
}

/** "where aws:SourceVpc is vpc-0a"; '' without one. */
export function conditionOf({ details }: ExposureFinding): string {
  const all = Object.entries(details?.condition ?? {}).map(([key, value]) => `${key} is ${value}`);
  return all.length === 0 ? '' : `where ${listOf(all, CONDITIONS_MAX)}`;
}
