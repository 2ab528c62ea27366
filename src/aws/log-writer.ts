// Lines → one stream of a log group of CloudWatch Logs. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
import { CloudWatchLogsClient, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type AwsOptions, CALL_MS_MAX, callSignal, clientConfig } from './aws-options.ts';
import { type AwsTrouble, readTrouble } from './aws-trouble.ts';

export interface LogLine {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly text: string;
}

export interface LogWriter {
  /** Lines in order of time, within 24 hours, at most 10,000 and 1 MB. `false`: AWS left some out for their time. */
  write(lines: readonly LogLine[]): Promise<boolean | AwsTrouble>;
  close(): void;
}

/** The stream is made when it is missing; the group is not: its retention is not ours to choose. */
export function logWriter(options: AwsOptions, region: string, logGroupName: string, logStreamName: string): LogWriter {
  const client = new CloudWatchLogsClient({ region, ...clientConfig(options) });
  const abort = () => ({ abortSignal: callSignal(undefined, options.callMsMax ?? CALL_MS_MAX) });
  const put = (lines: readonly LogLine[]) =>
    client.send(
      new PutLogEventsCommand({
        logGroupName,
        logStreamName,
        logEvents: lines.map(({ at, text }) => ({ timestamp: at, message: text })),
      }),
      abort(),
    );
  return {
    async write(lines) {
      try {
        const answer = await put(lines).catch(async (error: unknown) => {
          if (!isNamed(error, 'ResourceNotFoundException')) throw error;
          await createStream();
          return put(lines);
        });
        return answer.rejectedLogEventsInfo === undefined;
      } catch (error) {
        return readTrouble(error, 'logs:PutLogEvents', false);
      }
    },
    close: () => client.destroy(),
  };

  async function createStream(): Promise<void> {
    try {
      await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }), abort());
    } catch (error) {
      // Another process made it meanwhile.
      if (!isNamed(error, 'ResourceAlreadyExistsException')) throw error;
    }
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
