import { describe, expect, it } from 'vitest';
import { runOf, tokenSubject } from '../../src/identity/token-subject.ts';

const GITHUB = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';

describe('a token’s subject', () => {
  it.each([
    [GITHUB, 'repo:org/repo:ref:refs/heads/my_branch', 'GitHub repository org/repo (refs/heads/my_branch)'],
    [GITHUB, 'repo:org/repo:pull_request', 'GitHub repository org/repo (a pull request)'],
    [GITHUB, 'repo:org@1/repo@22:environment:prod', 'GitHub repository org/repo (environment prod)'],
    ['https://ghes.example.com/_services/token', 'repo:a/b:ref:x', 'GitHub repository a/b (x)'],
    ['gitlab.com', 'project_path:a/b/c:ref_type:tag:ref:v1', 'GitLab project a/b/c (tag v1)'],
    [
      'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC123',
      'system:serviceaccount:ns:name',
      'Kubernetes service account ns/name (EKS cluster ABC123)',
    ],
    ['app.terraform.io', 'organization:o:project:p:workspace:w:run_phase:apply', 'Terraform workspace o/p/w (apply)'],
    ['oidc.circleci.com/org/x', 'org/x/project/p/user/u', 'CircleCI project p (started by CircleCI user u)'],
    ['agent.buildkite.com', 'organization:o:pipeline:p:ref:r', 'Buildkite pipeline o/p'],
  ])('of %s: %s', (provider, subject, words) => {
    expect(tokenSubject(subject, provider)).toMatchObject({ words, person: null });
  });

  it('is read as its provider writes it, not as it looks', () => {
    const forged = tokenSubject('repo:org/repo:ref:refs/heads/main', 'evil.example.com');
    expect(forged).toMatchObject({ words: 'repo:org/repo:ref:refs/heads/main at evil.example.com', person: null });
    const alike = 'token.actions.githubusercontent.com.evil.example.com';
    expect(tokenSubject('repo:org/repo:ref:x', alike).words).not.toContain('GitHub');
  });

  it('is a person only where the provider gives an address', () => {
    expect(tokenSubject('ana@example.com', 'idp.example.com').person).toBe('ana@example.com');
    expect(tokenSubject('10769150350006150715113082367', 'accounts.google.com').person).toBeNull();
  });

  it('may have the number of a run beside it, in the session’s name', () => {
    expect(['GitHubActions-7123456789', 'gitlab-12-34567', 'terraform-run-run-AbCdEfGh12345678'].map(runOf)).toEqual([
      '7123456789',
      '34567',
      'run-AbCdEfGh12345678',
    ]);
    expect(['deploy', 'ana', 'botocore-session-1700000000', null].map(runOf)).toEqual([null, null, null, null]);
  });
});
