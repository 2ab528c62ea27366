// The subject of an identity provider's token → what it stands for: a repository, a pipeline, a service account, a person.
// The provider decides how a subject is read: a subject that looks like GitHub's under another provider is not GitHub's.
// Formats: https://docs.github.com/en/actions/concepts/security/openid-connect and
// https://docs.gitlab.com/ci/secrets/id_token_authentication/ and
// https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html and
// https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens
import { isAddress } from './machine-name.ts';

export interface TokenSubject {
  /** In words: `GitHub repository org/repo (refs/heads/main)`. */
  readonly words: string;
  /** A person's own name at the provider; null for anything that is no person. */
  readonly person: string | null;
  /** Where the person behind it can be found; null: nowhere that we know. */
  readonly ask: string | null;
}

interface Format {
  /** Of the provider's address, without `https://`. */
  readonly provider: RegExp;
  readonly read: (subject: string, provider: string) => string | null;
  readonly ask: string;
}

const RUN_LOG = 'the run’s page there names who started it';

const FORMATS: readonly Format[] = [
  { provider: /^token\.actions\.githubusercontent\.com(?:\/|$)/, read: github, ask: RUN_LOG },
  { provider: /^[^/]+\/_services\/token$/, read: github, ask: RUN_LOG },
  { provider: /(?:^|[./])gitlab\./, read: gitlab, ask: 'the pipeline’s page there names who started it' },
  { provider: /^oidc\.eks\.[^/]+\/id\//, read: kubernetes, ask: 'the cluster’s audit log tells what ran as it' },
  { provider: /^app\.terraform\.io(?:\/|$)/, read: terraform, ask: RUN_LOG },
  { provider: /^agent\.buildkite\.com(?:\/|$)/, read: buildkite, ask: 'the build’s page there names who started it' },
  { provider: /^oidc\.circleci\.com\/org\//, read: circleci, ask: 'the pipeline’s page there names who started it' },
  { provider: /^api\.bitbucket\.org\//, read: bitbucket, ask: 'the pipeline’s page there names who started it' },
];

/** `provider`: the provider's ARN or address, as the record gives it; null where it does not. */
export function tokenSubject(subject: string, provider: string | null): TokenSubject {
  const host = (provider ?? '').replace(/^.*:oidc-provider\//i, '').replace(/^https?:\/\//i, '');
  for (const format of FORMATS) {
    const words = format.provider.test(host) ? format.read(subject, host) : null;
    if (words !== null) return { words, person: null, ask: format.ask };
  }
  if (/^system:serviceaccount:[^:]+:[^:]+$/.test(subject)) {
    return { words: kubernetes(subject, host) ?? subject, person: null, ask: null };
  }
  if (isAddress(subject)) return { words: subject, person: subject, ask: null };
  const at = host === '' ? 'an identity provider' : host;
  return { words: `${subject} at ${at}`, person: null, ask: `${at} knows who or what that is` };
}

function github(subject: string): string | null {
  const [, repository, rest] = /^repo:([^:]+)(?::(.+))?$/.exec(subject) ?? [];
  if (repository === undefined) return null;
  // Ids that GitHub may write beside the names: `org@123/repo@456`.
  const plain = repository.replace(/@\d+/g, '');
  const on = rest
    ?.replace(/^ref:/, '')
    .replace(/^environment:/, 'environment ')
    .replace(/^pull_request$/, 'a pull request');
  return `GitHub repository ${plain}${on === undefined ? '' : ` (${on})`}`;
}

function gitlab(subject: string): string | null {
  const [, path, type, ref] = /^project_path:([^:]+)(?::ref_type:([^:]+):ref:(.+))?$/.exec(subject) ?? [];
  if (path === undefined) return null;
  return `GitLab project ${path}${ref === undefined ? '' : ` (${type} ${ref})`}`;
}

function kubernetes(subject: string, provider: string): string | null {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(subject) ?? [];
  if (name === undefined) return null;
  const cluster = /\/id\/([0-9A-Za-z]+)$/.exec(provider)?.[1];
  return `Kubernetes service account ${namespace}/${name}${cluster === undefined ? '' : ` (EKS cluster ${cluster})`}`;
}

function terraform(subject: string): string | null {
  const [, organization, project, workspace, phase] =
    /^organization:([^:]+):(?:project:([^:]+):)?workspace:([^:]+)(?::run_phase:([^:]+))?$/.exec(subject) ?? [];
  if (workspace === undefined) return null;
  const path = [organization, project, workspace].filter((part) => part !== undefined).join('/');
  return `Terraform workspace ${path}${phase === undefined ? '' : ` (${phase})`}`;
}

function buildkite(subject: string): string | null {
  const [, organization, pipeline] = /^organization:([^:]+):pipeline:([^:]+)/.exec(subject) ?? [];
  return pipeline === undefined ? null : `Buildkite pipeline ${organization}/${pipeline}`;
}

function circleci(subject: string): string | null {
  const [, project, user] = /^org\/[^/]+\/project\/([^/]+)(?:\/user\/([^/]+))?/.exec(subject) ?? [];
  if (project === undefined) return null;
  return `CircleCI project ${project}${user === undefined ? '' : ` (started by CircleCI user ${user})`}`;
}

function bitbucket(subject: string, provider: string): string | null {
  const [, repository] = /^\{?([0-9a-f-]{36})\}?:/.exec(subject) ?? [];
  const workspace = /\/workspaces\/([^/]+)\//.exec(provider)?.[1];
  if (repository === undefined) return null;
  return `Bitbucket repository ${repository}${workspace === undefined ? '' : ` of workspace ${workspace}`}`;
}

/** Run numbers that workflows put into session names: `GitHubActions-7123456789`, `gitlab-12-34567`, `terraform-run-AbC…`. */
export function runOf(sessionName: string | null): string | null {
  const [, terraformRun, number] =
    /(?:^|[-_])(run-[A-Za-z0-9]{16})$|^(?=.*(?:github|gitlab|actions|run|build|pipeline|job)).*?[-_.](\d{3,})$/i.exec(
      sessionName ?? '',
    ) ?? [];
  return terraformRun ?? number ?? null;
}
