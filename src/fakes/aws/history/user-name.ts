// The Username that Event history shows and looks up. AWS says "a user name or role name of the requester"
// (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html); for assumed roles look-ups show the
// session name (https://github.com/turbot/steampipe-plugin-aws/pull/2047), and for root AWS's own example says "root".
import { type Dict, dictAt, textAt } from '../json.ts';

/** The user name of a record, or undefined where history shows none (services, other accounts). */
export function historyUserName(record: Dict): string | undefined {
  const identity = dictAt(record, 'userIdentity');
  switch (textAt(identity, 'type')) {
    case 'Root':
      return 'root';
    case 'AssumedRole':
    case 'FederatedUser':
      return textAt(identity, 'principalId')?.split(':')[1] ?? textAt(identity, 'userName');
    default:
      return textAt(identity, 'userName');
  }
}
