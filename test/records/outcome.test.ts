import { describe, expect, it } from 'vitest';
import { outcomeFor } from '../../src/records/outcome.ts';
import { anEvent, ref } from './a-record.ts';

const outcome = (overrides: Parameters<typeof anEvent>[0]) => anEvent(overrides).outcome;

describe('the outcome of a call', () => {
  it('is done when nothing says otherwise', () => {
    expect(outcome({})).toEqual({ kind: 'done' });
  });

  it('is an attempt, denied, in each of AWS’s spellings', () => {
    for (const errorCode of [
      'AccessDenied',
      'AccessDeniedException',
      'Client.UnauthorizedOperation',
      'NotAuthorized',
      'KMS.AccessDenied',
    ]) {
      expect(outcome({ errorCode })).toMatchObject({ kind: 'attempted', reason: 'denied', code: errorCode });
    }
  });

  it('is an attempt, not denied, for any other failure', () => {
    expect(outcome({ errorCode: 'TrailNotFoundException' })).toMatchObject({ kind: 'attempted', reason: 'failed' });
    expect(outcome({ errorCode: 'Client.InvalidInstanceID.NotFound' })).toMatchObject({ reason: 'failed' });
  });

  it('is a dry run when EC2 answers that it would have worked', () => {
    expect(outcome({ errorCode: 'Client.DryRunOperation' })).toMatchObject({ kind: 'attempted', reason: 'dry-run' });
  });

  it('is an attempt for a failed sign-in, which has no error code', () => {
    const signIn = { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', eventType: 'AwsConsoleSignIn' };
    expect(outcome({ ...signIn, responseElements: { ConsoleLogin: 'Failure' } })).toMatchObject({ kind: 'attempted' });
    expect(outcome({ ...signIn, responseElements: { ConsoleLogin: 'Success' } })).toEqual({ kind: 'done' });
  });

  it('is an attempt when the error stands inside the response', () => {
    expect(outcome({ responseElements: { errorCode: 'ThrottlingException' } })).toMatchObject({ kind: 'attempted' });
  });

  it('is accepted when AWS says it finishes later', () => {
    expect(outcome({ responseElements: { accountAssignmentCreationStatus: { status: 'IN_PROGRESS' } } })).toEqual({
      kind: 'accepted',
    });
    expect(outcome({ responseElements: { natGateway: { state: 'pending' } } })).toEqual({ kind: 'accepted' });
  });

  it('is done for an instance that is shutting down: EC2 does not take that back', () => {
    const responseElements = {
      instancesSet: { items: [{ instanceId: 'i-1', currentState: { name: 'shutting-down' } }] },
    };
    expect(outcome({ responseElements })).toEqual({ kind: 'done' });
  });
});

describe('the outcome for one resource of a call on several', () => {
  const event = anEvent({
    requestParameters: { flowLogIds: ['fl-00000000000000001', 'fl-00000000000000002'] },
    responseElements: {
      DeleteFlowLogsResponse: {
        unsuccessful: {
          item: { resourceId: 'fl-00000000000000002', error: { code: 'NotFound', message: 'no such flow log' } },
        },
      },
    },
  });

  it('is an attempt for the one listed as unsuccessful', () => {
    expect(outcomeFor(event, [ref('fl-00000000000000002')])).toBe('attempted');
  });

  it('is done for the other, and for the call as a whole', () => {
    expect(outcomeFor(event, [ref('fl-00000000000000001')])).toBe('done');
    expect(outcomeFor(event, [])).toBe('done');
  });

  it('takes an empty list of failures for none', () => {
    expect(anEvent({ responseElements: { unsuccessful: {} } }).failedIdentifiers).toEqual([]);
    expect(anEvent({ responseElements: { unsuccessful: '' } }).failedIdentifiers).toEqual([]);
  });
});
