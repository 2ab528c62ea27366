// Calls on what records and watches: trails, their selectors, configuration recorders, detectors, flow logs, retention →
// what is recorded now, and what is not any more.
import type { Json } from '../../domain/audit-event.ts';
import { listOf } from '../words/count.ts';
import {
  added,
  type Change,
  type ChangeReader,
  firstWord,
  flag,
  get,
  members,
  note,
  nowSet,
  removed,
  word,
  words,
} from './change.ts';

const NAMES_MAX = 4;

export const trails: ChangeReader = ({ service, action, request }) => {
  if (service !== 'cloudtrail') return null;
  const trail = firstWord(request, 'name', 'trailName', 'eventDataStore');
  switch (action) {
    case 'StopLogging':
      return [removed(`Trail ${trail} records nothing until it is started again`)];
    case 'StartLogging':
      return [added(`Trail ${trail} records`)];
    case 'DeleteTrail':
      return [removed(`Trail ${trail} deleted: it records nothing any more`)];
    case 'UpdateTrail':
      return updated(trail, request);
    case 'PutEventSelectors':
      return selectors(trail, request);
    default:
      return null;
  }
};

function updated(trail: string, request: Json): readonly Change[] {
  const switches: readonly (readonly [string, string])[] = [
    ['isMultiRegionTrail', 'events of all Regions'],
    ['includeGlobalServiceEvents', 'events of global services'],
    ['enableLogFileValidation', 'proofs that log files are unchanged'],
    ['isOrganizationTrail', 'events of the whole organisation'],
  ];
  const settings: readonly (readonly [string, string])[] = [
    ['s3BucketName', 'delivers to bucket'],
    ['s3KeyPrefix', 'delivers under prefix'],
    ['kmsKeyId', 'encrypts with key'],
    ['snsTopicName', 'tells topic'],
    ['cloudWatchLogsLogGroupArn', 'copies to log group'],
  ];
  const changes = [
    ...switches.flatMap(([key, what]): readonly Change[] => {
      const on = flag(request, key);
      if (on === null) return [];
      return on ? [added(`Trail ${trail}: ${what}`)] : [removed(`Trail ${trail}: no ${what}`)];
    }),
    ...settings.flatMap(([key, what]) => {
      const value = word(request, key);
      return value === '' ? [] : [nowSet(`Trail ${trail} ${what} ${value}`)];
    }),
  ];
  return changes.length > 0 ? changes : [note(`Trail ${trail} updated; the record names no setting`)];
}

function selectors(trail: string, request: Json): readonly Change[] {
  const basic = members(request, 'eventSelectors').map(basicText);
  const advanced = members(request, 'advancedEventSelectors').map(advancedText);
  const all = [...basic, ...advanced];
  if (all.length === 0) return [removed(`Trail ${trail} records by no selector`)];
  return all.map((text) => nowSet(`Trail ${trail} records ${text}`));
}

function basicText(selector: Json): string {
  const kind = word(selector, 'readWriteType');
  const only = kind === 'ReadOnly' ? ' that read only' : kind === 'WriteOnly' ? ' that write only' : '';
  const management =
    flag(selector, 'includeManagementEvents') === false ? 'no management events' : `management events${only}`;
  const without = words(selector, 'excludeManagementEventSources');
  const data = members(selector, 'dataResources').map((each) => {
    const values = words(each, 'values');
    return `${word(each, 'type')} of ${values.length === 0 ? 'nothing' : listOf(values, NAMES_MAX)}`;
  });
  const but = without.length === 0 ? '' : ` but those of ${listOf(without, NAMES_MAX)}`;
  const events = data.length === 0 ? 'no data events' : `data events ${listOf(data, NAMES_MAX)}`;
  return `${management}${but}; ${events}`;
}

function advancedText(selector: Json): string {
  const fields = members(selector, 'fieldSelectors').map((each) => {
    const tests = ['equals', 'startsWith', 'endsWith', 'notEquals', 'notStartsWith', 'notEndsWith'];
    const said = tests.flatMap((test) => {
      const values = words(each, test);
      return values.length === 0 ? [] : [`${test} ${listOf(values, NAMES_MAX)}`];
    });
    return `${word(each, 'field')} ${said.join(' ')}`;
  });
  const name = word(selector, 'name');
  return `events with ${listOf(fields, NAMES_MAX)}${name === '' ? '' : ` (“${name}”)`}`;
}

export const watchers: ChangeReader = ({ service, action, request }) => {
  switch (`${service}:${action}`) {
    case 'config:StopConfigurationRecorder':
      return [removed(`Configuration recorder ${word(request, 'configurationRecorderName')} records nothing`)];
    case 'config:StartConfigurationRecorder':
      return [added(`Configuration recorder ${word(request, 'configurationRecorderName')} records`)];
    case 'guardduty:UpdateDetector': {
      const on = flag(request, 'enable');
      const name = `GuardDuty detector ${word(request, 'detectorId')}`;
      return on === null ? null : [on ? added(`${name} on`) : removed(`${name} off`)];
    }
    case 'guardduty:DeleteDetector':
      return [removed(`GuardDuty detector ${word(request, 'detectorId')} deleted, with its findings`)];
    case 'ec2:DeleteFlowLogs':
      return [removed(`Flow logs ${listOf(flowLogs(request), NAMES_MAX)} deleted`)];
    case 'logs:PutRetentionPolicy':
      return [nowSet(`Log group ${word(request, 'logGroupName')} keeps ${word(request, 'retentionInDays')} days`)];
    case 'logs:DeleteRetentionPolicy':
      return [nowSet(`Log group ${word(request, 'logGroupName')} keeps everything`)];
    default:
      return null;
  }
};

function flowLogs(request: Json): readonly string[] {
  const direct = words(request, 'flowLogIds');
  return direct.length > 0 ? direct : words(get(request, 'flowLogId') ?? request, 'content', 'content');
}
