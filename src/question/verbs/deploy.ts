// deploy, roll out, ship → what puts a new version in place, whether it makes the thing or changes it.
import type { VerbFamily } from './family.ts';

export const deployVerbs: VerbFamily = {
  id: 'deploy',
  words: ['deploy', 'redeploy', 'roll out', 'roll … out', 'ship'],
  acts: ['deployment', 'deployments', 'rollout', 'rollouts'],
  aws: ['Deploy', 'Create', 'Update'],
  orElse: ['Put', 'Publish', 'Run', 'Import', 'Start'],
  opposite: 'delete',
  rules: [
    {
      nouns: ['functioncode', 'lambda'],
      types: ['lambda:function'],
      actions: ['lambda:CreateFunction', 'lambda:UpdateFunctionCode', 'lambda:PublishVersion', 'lambda:UpdateAlias'],
      undoneBy: { actions: ['lambda:DeleteFunction'] },
      reason: 'a function is deployed by creating it, by new code, or by pointing an alias at a version',
    },
    {
      nouns: ['stack'],
      types: ['cloudformation:stack'],
      actions: ['cloudformation:CreateStack', 'cloudformation:UpdateStack', 'cloudformation:ExecuteChangeSet'],
      undoneBy: { actions: ['cloudformation:DeleteStack'] },
      reason: 'a stack is deployed at once or through a change set',
    },
    {
      nouns: ['api'],
      types: ['apigateway:RestApi'],
      actions: ['apigateway:CreateDeployment'],
      reason: 'an API is deployed to a stage by a deployment',
    },
    {
      nouns: ['instance'],
      types: ['ec2:instance'],
      actions: ['ec2:RunInstances'],
      undoneBy: { actions: ['ec2:TerminateInstances'] },
      reason: 'an instance comes into being by RunInstances',
    },
  ],
  examples: [
    { text: 'who deployed lambda invoice-mailer?', kind: 'who', includes: ['lambda:UpdateFunctionCode'] },
    { text: 'who deployed stack web-1 yesterday?', kind: 'who', includes: ['cloudformation:ExecuteChangeSet'] },
  ],
};
