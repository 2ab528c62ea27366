// A process killed at any point of a question to Lake: the next one takes up the same query, and it was begun once.
import { killedWhileAsking } from './killed-while-asking.ts';
import { lakeStage } from './lake/stage.ts';

killedWhileAsking({
  name: 'Lake',
  script: new URL('./lake/kill-child.ts', import.meta.url),
  open: lakeStage,
  begin: 'StartQuery',
  look: ['DescribeQuery', 2],
  cancel: 'CancelQuery',
  page: 2,
  runFor: (aws, ms) => {
    aws.lakeSettings.runMs = ms;
  },
  queries: (aws) => aws.queries(),
  begunOnce: true,
});
