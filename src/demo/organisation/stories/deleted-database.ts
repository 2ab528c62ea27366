// A CI job's Terraform run deletes a database: the role belongs to the pipeline, the repository is in the token's subject.
import { HOME_REGION, PROD } from '../accounts.ts';
import type { Draft } from '../draft.ts';
import { openPipelineRun } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { SECOND } from '../time.ts';
import { CI_ADDRESS, GITHUB_ACTIONS, TERRAFORM } from '../tools.ts';

const DATABASE = 'orders-db';

export const deletedDatabase: TellStory = (t) => {
  const at = t.ago(6, '13:17:40');
  const run = openPipelineRun(t.random, {
    account: PROD,
    roleName: 'sample-terraform',
    sessionName: 'sample-infrastructure-4711',
    subject: 'repo:sample-org/infrastructure:ref:refs/heads/main',
    time: at - 75 * SECOND,
    ip: CI_ADDRESS,
    userAgent: GITHUB_ACTIONS,
  });
  const caller = { ...run.caller, userAgent: TERRAFORM };
  const rds = { account: PROD, region: HOME_REGION, service: 'rds', caller } as const;
  const described: Draft = {
    ...rds,
    id: t.id(),
    time: at - 20 * SECOND,
    name: 'DescribeDBInstances',
    readOnly: true,
    request: { dBInstanceIdentifier: DATABASE },
  };
  const deleted: Draft = {
    ...rds,
    id: t.id(),
    time: at,
    name: 'DeleteDBInstance',
    readOnly: false,
    request: {
      dBInstanceIdentifier: DATABASE,
      skipFinalSnapshot: false,
      finalDBSnapshotIdentifier: `${DATABASE}-final`,
      deleteAutomatedBackups: true,
    },
    response: {
      dBInstanceIdentifier: DATABASE,
      dBInstanceClass: 'db.t4g.medium',
      engine: 'postgres',
      dBInstanceStatus: 'deleting',
      masterUsername: 'sample',
      allocatedStorage: 100,
      dBInstanceArn: `arn:aws:rds:${HOME_REGION}:${PROD.id}:db:${DATABASE}`,
      publiclyAccessible: false,
    },
  };
  return {
    events: [...run.events, described, deleted],
    asked: [
      {
        question: `who deleted the database ${DATABASE}?`,
        why: 'Terraform in a CI job of sample-org/infrastructure, two hops from the repository that caused it',
        doneIds: ids(deleted),
        attemptedIds: [],
      },
    ],
  };
};
