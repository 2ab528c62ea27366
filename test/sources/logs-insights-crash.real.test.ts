// A process killed at any point of a question to Logs Insights: the next one takes up the same query, and it was begun once.
import { killedWhileAsking } from './killed-while-asking.ts';
import { logsStage } from './logs-insights/stage.ts';

killedWhileAsking({
  name: 'Logs Insights',
  script: new URL('./logs-insights/kill-child.ts', import.meta.url),
  open: logsStage,
  begin: 'StartQuery',
  look: ['GetQueryResults', 2],
  cancel: 'StopQuery',
  page: 3,
  runFor: (aws, ms) => {
    aws.logsInsights.settings.runMs = ms;
  },
  queries: (aws) => aws.logsInsights.queries(),
  begunOnce: true,
});
