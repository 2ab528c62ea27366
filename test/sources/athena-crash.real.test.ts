// A process killed at any point of a question to Athena: the next one takes up the same query.
import { athenaStage } from './athena/stage.ts';
import { killedWhileAsking } from './killed-while-asking.ts';

killedWhileAsking({
  name: 'Athena',
  script: new URL('./athena/kill-child.ts', import.meta.url),
  open: athenaStage,
  begin: 'StartQueryExecution',
  look: ['GetQueryExecution', 2],
  cancel: 'StopQueryExecution',
  page: 2,
  runFor: (aws, ms) => {
    aws.athena.settings.runMs = ms;
  },
  queries: (aws) => aws.athena.executions(),
  begunOnce: false,
});
