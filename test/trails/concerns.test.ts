import { describe, expect, it } from 'vitest';
import type { EventTest } from '../../src/domain/question.ts';
import { mayConcern } from '../../src/trails/concerns.ts';
import { ALWAYS, leftOut, NEVER, readRecording } from '../../src/trails/recording.ts';
import { advanced, selectors } from './a-change.ts';

const action = (service: string | null, name: string): EventTest => ({ kind: 'action', service, name });
const account = (id: string): EventTest => ({ kind: 'account', account: id });
const region = (name: string): EventTest => ({ kind: 'region', region: name });
const all = (...tests: EventTest[]): EventTest => ({ kind: 'all', tests });
const not = (test: EventTest): EventTest => ({ kind: 'not', test });
const lost = (request: Parameters<typeof readRecording>[0]) =>
  leftOut(readRecording(request) ?? { selectors: [] }).maybe;

describe('a question and lost events', () => {
  it('have nothing to do with each other in different accounts or Regions', () => {
    expect(mayConcern(account('1'), account('2'))).toBe(false);
    expect(mayConcern(all(account('1'), action('ec2', 'StopInstances')), account('1'))).toBe(true);
    expect(mayConcern(region('eu-west-1'), not(region('eu-west-1')))).toBe(false);
    expect(mayConcern(region('US-EAST-1'), not(region('eu-west-1')))).toBe(true);
    expect(mayConcern({ kind: 'any', tests: [account('1'), account('2')] }, account('2'))).toBe(true);
  });

  it('have to agree in service, and in reading or writing', () => {
    const noKms = lost(selectors({ excludeManagementEventSources: ['kms.amazonaws.com'] }));
    expect(mayConcern(action('ec2', 'StopInstances'), noKms)).toBe(false);
    expect(mayConcern(action('kms', 'DisableKey'), noKms)).toBe(true);
    expect(mayConcern(action(null, 'DisableKey'), noKms)).toBe(true);
    const onlyReads = lost(selectors({ readWriteType: 'ReadOnly' }));
    expect(mayConcern(action('ec2', 'StopInstances'), onlyReads)).toBe(true);
    expect(mayConcern(action('ec2', 'DescribeInstances'), onlyReads)).toBe(false);
  });

  it('may have to do with each other wherever the conditions do not tell', () => {
    expect(mayConcern({ kind: 'root' }, ALWAYS)).toBe(true);
    expect(mayConcern({ kind: 'root' }, NEVER)).toBe(false);
    const strange = lost(
      advanced([
        ['eventCategory', 'equals', ['Management']],
        ['vpcEndpointId', 'equals', ['vpce-1']],
      ]),
    );
    expect(mayConcern(action('ec2', 'StopInstances'), strange)).toBe(true);
  });
});
